"""Every operating point as one table, for CSV and Parquet. The columns and rows are those of the index."""

from io import BytesIO
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow.csv import WriteOptions, write_csv  # type: ignore[import-untyped]
from pyarrow.parquet import write_table  # type: ignore[import-untyped]

from lynxsite.column import COLUMNS
from lynxsite.index import Columns, coded

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(values: Columns) -> pa.Table:
    """Numbers, null where there is none, and texts, which repeat a thousandfold, as codes of a dictionary."""
    return pa.table({column.name: _array(column.kind, values[column.name]) for column in COLUMNS})


def csv(found: pa.Table) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would run as a formula begins with an apostrophe."""
    target = BytesIO()
    columns = [pa.chunked_array(map(_safe, column.chunks), _plain(column.type)) for column in found.columns]
    write_csv(pa.table(columns, names=found.column_names), target, WriteOptions(batch_size=len(found) or 1))
    return target.getvalue()


def parquet(found: pa.Table) -> bytes:
    """Parquet, zstd; the text as it is."""
    target = BytesIO()
    # Readers get texts, not categories, unless they ask for them.
    write_table(found, target, compression="zstd", store_schema=False)
    return target.getvalue()


def _array(kind: str, values: list[Any]) -> pa.Array:
    if kind == "number":
        return pa.array(values, pa.float64())
    dictionary, codes = coded(values)
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(dictionary, pa.string()))


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _safe(chunk: pa.Array) -> pa.Array:
    """Texts without their dictionary."""
    if not pa.types.is_dictionary(chunk.type):
        return chunk
    texts = (f"'{text}" if text.startswith(FORMULA) else text for text in chunk.dictionary.to_pylist())
    return pa.array(texts, pa.string()).take(chunk.indices)
