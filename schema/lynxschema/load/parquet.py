"""Evidence files: Parquet read as hostile input.

The footer is judged before any data is touched: a forged row count can make a plain read ask for terabytes, and
a megabyte can hold a hundred million rows. What the footer promises is then held against what arrives.
"""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from lynxschema.finding import Fault
from lynxschema.load.file import RefusedError, refusal
from lynxschema.load.page import unfolded
from lynxschema.samples import OPTIONAL, REQUIRED, Column

MOST_BYTES = 64 * 2**20
MOST_ROWS = 1_000_000
MOST_GROUPS = 20_000
BATCH = 65_536
FOOTER = 2**20
_MEND_LIMIT = "store the steady requests that the percentiles need, and no more"


def columns(content: bytes, kind: str) -> dict[str, Column]:
    """Columns of an evidence file of this kind, int64 [rows] each; raises RefusedError, whatever the bytes are."""
    try:
        file = pq.ParquetFile(
            pa.BufferReader(content), thrift_string_size_limit=FOOTER, thrift_container_size_limit=10_000,
            arrow_extensions_enabled=False, pre_buffer=False,
        )
        _flat_integers(file.schema, kind)
        _within_limits(content, file.metadata, len(file.schema.names))
        found = _read(file)
        _grouped(found)
        return found
    except RefusedError:
        raise
    except Exception as error:  # pyarrow raises a dozen kinds for corrupt bytes, OSError to AttributeError
        raise refusal("LX025", _first_line(error), "a Parquet file", "write the file anew") from None


def _flat_integers(schema: pq.ParquetSchema, kind: str) -> None:
    names = [schema.column(position).path for position in range(len(schema))]
    absent = [name for name in REQUIRED[kind] if name not in names]
    faults = [_column(f"no column {name}", f"the column {name}", "write it") for name in absent]
    allowed = (*REQUIRED[kind], *OPTIONAL[kind])
    for position, name in enumerate(names):
        if name not in allowed or name in names[:position]:
            faults.append(_column(f"the column {name[:80]}", f"only {', '.join(allowed)}, each once", "leave it out"))
        elif not _is_integer(schema.column(position)):
            faults.append(_column(f"{name} as {_type(schema.column(position))}", "a flat 64-bit integer", "convert it"))
    if faults:
        raise RefusedError(*faults[:10])


def _is_integer(column: pq.ColumnSchema) -> bool:
    flat = column.max_repetition_level == 0 and column.max_definition_level <= 1
    return flat and column.physical_type == "INT64" and column.logical_type.type in ("NONE", "INT")


def _type(column: pq.ColumnSchema) -> str:
    return f"{column.physical_type} ({column.logical_type.type})"


def _column(found: str, expected: str, mend: str) -> Fault:
    return Fault(found, expected, mend, code="LX026")


def _within_limits(content: bytes, metadata: pq.FileMetaData, width: int) -> None:
    groups = [metadata.row_group(position) for position in range(metadata.num_row_groups)]
    rows = [group.num_rows for group in groups]
    if metadata.num_rows > MOST_ROWS or sum(rows) > MOST_ROWS:
        found = f"{max(metadata.num_rows, sum(rows)):,} rows"
        raise refusal("LX027", found, f"at most {MOST_ROWS:,} rows", _MEND_LIMIT)
    if min(rows, default=0) < 0 or sum(rows) != metadata.num_rows:
        raise refusal("LX025", "row counts that contradict each other", "a Parquet file", "write the file anew")
    for group, claimed in zip(groups, unfolded(content), strict=True):
        # A page of delta-encoded integers never grows: 8 bytes a value, and a little for headers.
        most = 10 * width * group.num_rows + 65_536
        # The reader allocates what each page claims, whatever the footer says.
        largest = max(group.total_byte_size, claimed)
        if largest > most:
            found = f"a row group of {largest:,} bytes for {group.num_rows:,} rows"
            raise refusal("LX027", found, f"at most {most:,} bytes", _MEND_LIMIT)


def _read(file: pq.ParquetFile) -> dict[str, Column]:
    parts: list[Mapping[str, Column]] = []
    count = 0
    for batch in file.iter_batches(batch_size=BATCH, use_threads=False):
        count += batch.num_rows
        if count > file.metadata.num_rows:
            raise refusal("LX025", "more rows than its footer says", "a Parquet file", "write the file anew")
        parts.append(_plain(batch))
    if count != file.metadata.num_rows:
        raise refusal("LX025", f"{count:,} rows where its footer says {file.metadata.num_rows:,}", "a Parquet file",
                      "write the file anew")
    return {name: _joined([part[name] for part in parts]) for name in file.schema.names}


def _grouped(columns: Mapping[str, Column]) -> None:
    keys = [columns[name] for name in ("operating_point", "trial") if name in columns]
    changes = np.logical_or.reduce([key[1:] != key[:-1] for key in keys]).sum() if keys else 0
    if changes >= MOST_GROUPS:
        raise refusal("LX027", f"rows that go from one trial to another {changes:,} times",
                      f"fewer than {MOST_GROUPS:,}", "order by operating_point, trial and schedule_index")


def _joined(parts: list[Column]) -> Column:
    if len(parts) == 1:
        return parts[0]  # as most often: without a copy
    joined: Column = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
    return joined


def _plain(batch: pa.RecordBatch) -> dict[str, Column]:
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if column.null_count or column.type != pa.int64():
            found = f"nulls or {column.type} in {name}"
            raise RefusedError(_column(found, "64-bit integers without null", "fill the gaps, or leave the column out"))
    # `to_numpy` would import pandas where it is installed.
    return {name: _array(column) for name, column in zip(batch.schema.names, batch.columns, strict=True)}


def _array(column: pa.Array) -> Column:
    array: Column = np.from_dlpack(column)  # type: ignore[assignment]
    return array


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:160]
