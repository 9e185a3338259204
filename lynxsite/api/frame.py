"""Every operating point as one table, for CSV and Parquet. The columns and rows are those of the index."""

from io import BytesIO
from typing import Any

import pandas as pd  # type: ignore[import-untyped]

from lynxsite.column import COLUMNS
from lynxsite.index import Columns, coded

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(values: Columns) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would run as a formula begins with an apostrophe."""
    table = pd.DataFrame({column.name: _series(column.kind, values[column.name], _safe) for column in COLUMNS})
    return str(table.to_csv(index=False, lineterminator="\r\n")).encode()


def parquet(values: Columns) -> bytes:
    """Parquet, zstd; the text as it is."""
    table = pd.DataFrame({column.name: _series(column.kind, values[column.name], str) for column in COLUMNS})
    target = BytesIO()
    # Readers get texts, not categories, unless they ask for them.
    table.to_parquet(target, index=False, compression="zstd", store_schema=False)
    return target.getvalue()


def _series(kind: str, values: list[Any], written: Any) -> pd.Series:
    """Texts as categories, since they repeat a thousandfold."""
    if kind == "number":
        return pd.Series(values, dtype="float64")
    dictionary, codes = coded(values)
    return pd.Series(pd.Categorical.from_codes(codes, dictionary)).map(written)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
