"""The table of results, plain; the script beside it makes it searchable."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from lynxschema.numeral import plain, significant
from lynxsite.column import COLUMNS, Column
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.result import Result

PLAIN = 200
"""Rows that the page itself holds; the index has all."""


def explorer(registry: Registry, root: str) -> Markup:
    """Controls, and the newest results as a plain table."""
    results = registry.results
    return render("explorer.html", root=root, total=len(results), shown=min(PLAIN, len(results)),
                  facets=sorted(filter(_is_facet, COLUMNS), key=_rank),
                  ranges=[column for column in COLUMNS if column.ranged], table=table(results[:PLAIN], root))


def table(results: Sequence[Result], root: str) -> Markup:
    """Results as a table."""
    return render("results.html", root=root, columns=SHOWN, rows=[_row(result) for result in results])


FIRST = ("workload", "scenario", "batch", "lengths", "precision", "computed", "device", "runtime_id", "runtime",
         "toolchain", "submitter")
"""Facets in the order that a reader narrows by; the others follow."""
SHOWN = tuple(column for column in COLUMNS if column.shown)


def _is_facet(column: Column) -> bool:
    return column.facet


def _rank(column: Column) -> int:
    return FIRST.index(column.name) if column.name in FIRST else len(FIRST)


def _row(result: Result) -> dict[str, Any]:
    cells = [(column, _text(result.value(column.name), column), _below(column, result)) for column in SHOWN]
    return {"href": result.href, "cells": cells}


def _below(column: Column, result: Result) -> str:
    return _text(result.value(column.below)) if column.below else ""


def _text(value: Any, column: Column | None = None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return plain(value) if column is None or column.exact else significant(value)
