"""Every operating point as one table, for CSV and Parquet. The columns and rows are those of the index."""

from collections.abc import Iterable
from csv import writer
from io import BytesIO, StringIO, TextIOWrapper
from itertools import chain
from typing import Any

import pandas as pd  # type: ignore[import-untyped]

from lynxsite.column import COLUMNS
from lynxsite.index import Columns, coded

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(values: Columns) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would run as a formula begins with an apostrophe."""
    cells = [_cells(column.kind, values[column.name]) for column in COLUMNS]
    heading = ",".join(column.name for column in COLUMNS)
    target = BytesIO()
    with TextIOWrapper(target, encoding="utf-8", newline="") as text:
        text.writelines(f"{line}\r\n" for line in chain([heading], map(",".join, zip(*cells, strict=True))))
        text.flush()
        return target.getvalue()


def parquet(values: Columns) -> bytes:
    """Parquet, zstd; the text as it is."""
    table = pd.DataFrame({column.name: _series(column.kind, values[column.name]) for column in COLUMNS})
    target = BytesIO()
    # Readers get texts, not categories, unless they ask for them.
    table.to_parquet(target, index=False, compression="zstd", store_schema=False)
    return target.getvalue()


def _cells(kind: str, values: list[Any]) -> Iterable[str]:
    """As the csv module writes them; of texts, which repeat a thousandfold, each once."""
    if kind == "number":
        return ("" if value is None else repr(float(value)) for value in values)
    written = {text: _written(text) for text in dict.fromkeys(values)}
    return map(written.__getitem__, values)


def _written(text: str) -> str:
    target = StringIO(newline="")
    # With a cell after it: an empty one alone would be quoted.
    writer(target, lineterminator="").writerow((f"'{text}" if text.startswith(FORMULA) else text, ""))
    return target.getvalue()[:-1]


def _series(kind: str, values: list[Any]) -> pd.Series:
    if kind == "number":
        return pd.Series(values, dtype="float64")
    dictionary, codes = coded(values)
    return pd.Series(pd.Categorical.from_codes(codes, dictionary))
