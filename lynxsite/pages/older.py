"""Submissions without a page of their own: the viewer that shows them, and a plain row for each."""

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from lynxsite.crew import parted
from lynxsite.older import BASE
from lynxsite.page import Page, root
from lynxsite.planned import Planned
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.submission import OLDER, Submission

ROWS = 1000
"""Of a page of plain rows."""


def viewer(registry: Registry, base: str) -> Markup:
    """What the script fills from the address; the pages of plain rows, by the days that they span."""
    older = registry.older
    pages = [(part[0].started_at[:10], part[-1].started_at[:10]) for part in parted(older, ROWS)]
    return render("older.html", root=base, total=len(older), shards=BASE, pages=pages)


def pages(registry: Registry) -> Iterator[Planned]:
    """Pages of plain rows, newest first."""
    total = len(registry.older)
    for number, part in enumerate(parted(registry.older, ROWS), 1):
        path = f"{OLDER}{number}/"
        yield Planned.of(path, partial(_page, path, number, part, total), part, total)


def _page(path: str, number: int, part: Sequence[Submission], total: int) -> Page:
    content = render("older_rows.html", root=root(path), rows=part, first=(number - 1) * ROWS + 1, total=total)
    return Page(path, f"Older results, page {number}", "A row for each older submission of the registry.", content)


def paths(registry: Registry) -> list[str]:
    """Where these pages lie, without making them."""
    return [f"{OLDER}{number}/" for number in range(1, -(-len(registry.older) // ROWS) + 1)]
