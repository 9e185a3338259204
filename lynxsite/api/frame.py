"""Every operating point as one table, for CSV and Parquet."""

from io import BytesIO
from typing import Any

import pandas as pd  # type: ignore[import-untyped]

from lynxsite.column import COLUMNS
from lynxsite.index import Columns, coded

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(values: Columns) -> pd.DataFrame:
    """One row per operating point; the columns are those of the index, texts as categories."""
    return pd.DataFrame({column.name: _series(column.kind, values[column.name]) for column in COLUMNS})


def csv(table: pd.DataFrame) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would run as a formula begins with an apostrophe."""
    texts = table.select_dtypes(include="category").columns
    safe = table.assign(**{name: table[name].map(_safe) for name in texts})
    return str(safe.to_csv(index=False, lineterminator="\r\n")).encode()


def parquet(table: pd.DataFrame) -> bytes:
    """Parquet, zstd; the text as it is."""
    target = BytesIO()
    # Readers get texts, not categories, unless they ask for them.
    table.to_parquet(target, index=False, compression="zstd", store_schema=False)
    return target.getvalue()


def _series(kind: str, values: list[Any]) -> pd.Series:
    if kind == "number":
        return pd.Series(values, dtype="float64")
    dictionary, codes = coded(values)
    return pd.Series(pd.Categorical.from_codes(codes, dictionary))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
