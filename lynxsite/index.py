"""The index of results: columnar, texts as codes of a dictionary, loaded once by the table."""

from collections.abc import Sequence
from typing import Any

import orjson

from lynxsite.column import COLUMNS, Column
from lynxsite.result import Result
from lynxsite.submission import Submission

MOST = 100_000
"""Results that the table holds: the newest."""
DESCRIBED = ("name", "title", "kind", "unit", "below", "facet", "ranged", "optional", "exact")
Columns = dict[str, list[Any]]


def columns(results: Sequence[Result]) -> Columns:
    """Values of every column, in the order of the results."""
    read = list(zip(*(result.submission.rows[result.position] for result in results), strict=True))
    found = dict(zip((column.name for column in COLUMNS), map(list, read or [()] * len(COLUMNS)), strict=True))
    own = {column.name: [_own(column, result.submission) for result in results] for column in COLUMNS if column.own}
    return {**found, **own}


def _own(column: Column, submission: Submission) -> Any:
    value = getattr(submission, column.own)
    return len(value) if column.kind == "number" else value


def index(values: Columns, total: int, paged: int) -> dict[str, Any]:
    """The index as plain data: of `total` results those in `values`, of which the first `paged` have pages."""
    rows = len(values["key"])
    made = [_column(column, values[column.name]) for column in COLUMNS]
    return {"format": 1, "rows": rows, "total": total, "paged": min(paged, rows), "columns": made}


def encoded(results: Sequence[Result], values: Columns) -> bytes:
    """The index of the newest results, whose values of every column are given, as compact JSON."""
    shown = {name: found[:MOST] for name, found in values.items()}
    paged = sum(result.submission.paged for result in results[:MOST])
    return orjson.dumps(index(shown, len(results), paged))


def coded(values: Sequence[str]) -> tuple[list[str], list[int]]:
    """A dictionary in the order of first use, and the code of each value."""
    dictionary = dict.fromkeys(values)
    codes = {value: code for code, value in enumerate(dictionary)}
    return list(dictionary), list(map(codes.__getitem__, values))


def _column(column: Column, values: list[Any]) -> dict[str, Any]:
    described = {name: getattr(column, name) for name in DESCRIBED}
    if column.kind == "number":
        return {**described, "values": values}
    dictionary, codes = coded(values)
    return {**described, "dictionary": dictionary, "codes": codes}
