"""Every operating point as one table, for CSV and Parquet."""

from io import BytesIO
from typing import Any

import pandas as pd  # type: ignore[import-untyped]

from lynxsite.column import COLUMNS
from lynxsite.registry import Registry

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def frame(registry: Registry) -> pd.DataFrame:
    """One row per operating point, newest submission first; the columns are those of the index."""
    results = registry.results
    kinds = {"number": "float64"}
    columns = {
        column.name: pd.Series([column.value(*result) for result in results], dtype=kinds.get(column.kind, "object"))
        for column in COLUMNS
    }
    return pd.DataFrame(columns)


def csv(table: pd.DataFrame) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would run as a formula begins with an apostrophe."""
    texts = table.select_dtypes(include="object").columns
    safe = table.assign(**{name: table[name].map(_safe) for name in texts})
    return str(safe.to_csv(index=False, lineterminator="\r\n")).encode()


def parquet(table: pd.DataFrame) -> bytes:
    """Parquet, zstd; the text as it is."""
    target = BytesIO()
    table.to_parquet(target, index=False, compression="zstd")
    return target.getvalue()


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
