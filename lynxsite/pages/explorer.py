"""The table of results, plain; the script beside it makes it searchable."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from lynxsite.column import COLUMNS, NAMED, Column
from lynxsite.numeral import plain
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.submission import Record, Submission

PLAIN = 200
"""Rows that the page itself holds; the index has all."""


def explorer(registry: Registry, root: str) -> Markup:
    """Controls, and the newest results as a plain table."""
    results = registry.results
    return render("explorer.html", root=root, total=len(results), shown=min(PLAIN, len(results)),
                  facets=[column for column in COLUMNS if column.facet], table=table(results[:PLAIN], root))


def table(results: Sequence[tuple[Submission, Record]], root: str) -> Markup:
    """Results as a table."""
    return render("results.html", root=root, columns=SHOWN, rows=[_row(*result) for result in results])


SHOWN = tuple(column for column in COLUMNS if column.kind != "hidden")


def _row(submission: Submission, point: Record) -> dict[str, Any]:
    cells = [(column, _read(column, submission, point), _below(column, submission, point)) for column in SHOWN]
    return {"href": f"{submission.path}#{point['id']}", "cells": cells}


def _read(column: Column, submission: Submission, point: Record) -> str:
    return _text(column.value(submission, point))


def _below(column: Column, submission: Submission, point: Record) -> str:
    return _read(NAMED[column.below], submission, point) if column.below else ""


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return plain(value)
