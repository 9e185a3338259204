"""Every operating point as one table, for CSV and Parquet. The columns and rows are those of the index."""

from io import BytesIO
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow.csv import WriteOptions, write_csv  # type: ignore[import-untyped]

from lynxsite.column import COLUMNS
from lynxsite.index import Columns, coded

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(values: Columns) -> pd.DataFrame:
    """Numbers, none where there is none, and texts, which repeat a thousandfold, as categories."""
    return pd.DataFrame({column.name: _series(column.kind, values[column.name]) for column in COLUMNS})


def csv(found: pd.DataFrame) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would run as a formula begins with an apostrophe."""
    target = BytesIO()
    # Arrow's writer takes a tenth of the time of pandas'.
    arrow = pa.Table.from_pandas(found, preserve_index=False)
    columns = [_safe(column.combine_chunks()) for column in arrow.columns]
    write_csv(pa.table(columns, names=arrow.column_names), target, WriteOptions(batch_size=len(found) or 1))
    return target.getvalue()


def parquet(found: pd.DataFrame) -> bytes:
    """Parquet, zstd; the text as it is."""
    target = BytesIO()
    # Readers get texts, not categories, unless they ask for them.
    found.to_parquet(target, index=False, compression="zstd", store_schema=False)
    return target.getvalue()


def _series(kind: str, values: list[Any]) -> pd.Series:
    if kind == "number":
        return pd.Series(values, dtype="float64")
    dictionary, codes = coded(values)
    return pd.Series(pd.Categorical.from_codes(codes, dictionary))


def _safe(column: pa.Array) -> pa.Array:
    """Texts without their dictionary."""
    if not pa.types.is_dictionary(column.type):
        return column
    texts = (f"'{text}" if text.startswith(FORMULA) else text for text in column.dictionary.to_pylist())
    return pa.array(texts, pa.string()).take(column.indices)
