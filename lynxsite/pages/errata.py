"""The page of errata, and a page for each result whose content had to go."""

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from lynxsite.noted import noted
from lynxsite.page import Page, root
from lynxsite.planned import Planned
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.tombstone import Tombstone


def errata(registry: Registry, base: str) -> Markup:
    """All notes, newest first; those on results whose content is gone lead to what is left of them."""
    gone = {each.key for each in registry.tombstones}
    return render("errata.html", root=base, noted=noted(registry), gone=gone)


def pages(registry: Registry) -> Iterator[Planned]:
    """A tombstone where a result's page stood."""
    return (Planned(each.path, partial(_page, each)) for each in registry.tombstones)


def _page(tombstone: Tombstone) -> Page:
    content = render("tombstone.html", root=root(tombstone.path), tombstone=tombstone)
    return Page(tombstone.path, "A result that is gone", f"The content of {tombstone.key} had to go.", content)
