"""Evidence files: 64-bit integers, delta-encoded, zstd, in the order of their rows."""

from collections.abc import Mapping
from pathlib import Path

from lynxrunner.state import Record
from lynxschema.digest import sha256
from lynxschema.samples import Column


def write(path: Path, kind: str, columns: Mapping[str, Column]) -> Record:
    """Write one file and return its entry in the record's `evidence`. Raises OSError where the disk is full."""
    import pyarrow  # type: ignore[import-untyped, unused-ignore]
    from pyarrow import parquet

    fields = pyarrow.schema([pyarrow.field(name, pyarrow.int64(), nullable=False) for name in columns])
    table = pyarrow.table([pyarrow.array(column, pyarrow.int64()) for column in columns.values()], fields)
    # Files are read whole: statistics would serve nobody, and make the largest part of a footer.
    parquet.write_table(
        table, path, compression="zstd", use_dictionary=False, write_statistics=False,
        column_encoding=dict.fromkeys(columns, "DELTA_BINARY_PACKED"),
    )
    content = path.read_bytes()
    return {"file": path.name, "kind": kind, "sha256": sha256(content), "rows": table.num_rows, "bytes": len(content)}
