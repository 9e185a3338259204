"""Every operating point as one table, for CSV and Parquet."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import csv as arrow_csv
from pyarrow import parquet as arrow_parquet

from lynxsite.column import COLUMNS
from lynxsite.index import coded, columns
from lynxsite.result import Result

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def frame(results: Sequence[Result]) -> pa.Table:
    """One row per operating point; the columns are those of the index, texts as dictionaries."""
    values = columns(results)
    return pa.table({column.name: _array(column.kind, values[column.name]) for column in COLUMNS})


def csv(table: pa.Table) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would run as a formula begins with an apostrophe."""
    safe = [_safe(column.combine_chunks()) for column in table.columns]
    target = BytesIO()
    arrow_csv.write_csv(pa.table(safe, table.column_names), target)
    return target.getvalue()


def parquet(table: pa.Table) -> bytes:
    """Parquet, zstd; the text as it is."""
    target = BytesIO()
    # Readers get texts, not categories, unless they ask for them.
    arrow_parquet.write_table(table, target, compression="zstd", store_schema=False)
    return target.getvalue()


def _array(kind: str, values: list[Any]) -> pa.Array:
    if kind == "number":
        return pa.array(values, pa.float64())
    dictionary, codes = coded(values)
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(dictionary, pa.string()))


def _safe(column: pa.Array) -> pa.Array:
    if not isinstance(column, pa.DictionaryArray):
        return column
    dictionary = [f"'{text}" if text.startswith(FORMULA) else text for text in column.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(column.indices, pa.array(dictionary, pa.string())).dictionary_decode()
