"""Every operating point as one table, for CSV and Parquet."""

import csv as lines
from io import BytesIO, StringIO
from typing import Any

import pyarrow as arrow  # type: ignore[import-untyped]
from pyarrow import parquet as file

from lynxsite.column import COLUMNS
from lynxsite.index import Columns

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(values: Columns) -> arrow.Table:
    """One row per operating point; the columns are those of the index."""
    return arrow.table({column.name: _array(column.kind, values[column.name]) for column in COLUMNS})


def csv(table: arrow.Table) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would run as a formula begins with an apostrophe."""
    target = StringIO()
    writer = lines.writer(target, lineterminator="\r\n")
    writer.writerow(table.column_names)
    writer.writerows(zip(*(_plain(column) for column in table.columns), strict=True))
    return target.getvalue().encode()


def parquet(table: arrow.Table) -> bytes:
    """Parquet, zstd; the text as it is."""
    target = BytesIO()
    file.write_table(table, target, compression="zstd")
    return target.getvalue()


def _array(kind: str, values: list[Any]) -> arrow.Array:
    return arrow.array(values, arrow.float64() if kind == "number" else arrow.string())


def _plain(column: arrow.ChunkedArray) -> list[Any]:
    values: list[Any] = column.to_pylist()
    return [_safe(text) for text in values] if arrow.types.is_string(column.type) else values


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
