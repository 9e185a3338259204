"""Evidence files as a harness writes them."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from lynxschema.digest import sha256

Columns = dict[str, np.ndarray]


def write(path: Path | BytesIO, columns: Columns) -> None:
    """Delta-encoded 64-bit integers under zstd, none of them null."""
    fields = pa.schema([pa.field(name, pa.int64(), nullable=False) for name in columns])
    table = pa.table([pa.array(np.asarray(column, dtype=np.int64)) for column in columns.values()], fields)
    pq.write_table(table, path, compression="zstd", use_dictionary=False, write_statistics=False,
                   column_encoding=dict.fromkeys(columns, "DELTA_BINARY_PACKED"))


def read(path: Path | BytesIO) -> Columns:
    """The columns again."""
    return {name: column.to_numpy() for name, column in zip(*_parts(pq.read_table(path)), strict=True)}


def entry(path: Path, kind: str, rows: int) -> dict[str, object]:
    """What the record says of the file."""
    content = path.read_bytes()
    return {"file": path.name, "kind": kind, "sha256": sha256(content), "rows": rows, "bytes": len(content)}


def _parts(table: pa.Table) -> tuple[list[str], list[pa.ChunkedArray]]:
    return table.column_names, table.columns
