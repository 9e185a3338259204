"""The index of results: columnar, texts as codes of a dictionary, loaded once by the table."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from lynxsite.column import COLUMNS, Column
from lynxsite.submission import Record, Submission

Result = tuple[Submission, Record]


def index(results: Sequence[Result]) -> dict[str, Any]:
    """The index of results in the given order, as plain data."""
    return {"format": 1, "rows": len(results), "columns": [_column(column, results) for column in COLUMNS]}


def encoded(results: Sequence[Result]) -> bytes:
    """The index as compact JSON."""
    return json.dumps(index(results), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _column(column: Column, results: Iterable[Result]) -> dict[str, Any]:
    values = [column.value(submission, point) for submission, point in results]
    described = {"name": column.name, "title": column.title, "kind": column.kind, "below": column.below}
    if column.kind == "number":
        return {**described, "values": values}
    return {**described, "facet": column.facet, **_coded(values)}


def _coded(values: list[str]) -> dict[str, Any]:
    dictionary = {value: code for code, value in enumerate(dict.fromkeys(values))}
    return {"dictionary": list(dictionary), "codes": [dictionary[value] for value in values]}
