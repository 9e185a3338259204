"""The whole site as data: which pages are stamped, which fragments stand in hand-written pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lynxsite.page import Page
from lynxsite.pages import result
from lynxsite.registry import Registry

FAMILIES: tuple[Callable[[Registry], Iterator[Page]], ...] = (result.pages,)
"""Stamped pages; a page may lie at any depth of `DEPTHS`."""
DEPTHS = (3,)


@dataclass(frozen=True)
class Site:
    """A registry, and what is published of it."""

    registry: Registry

    def pages(self) -> Iterator[Page]:
        """Every stamped page."""
        for family in FAMILIES:
            yield from family(self.registry)
