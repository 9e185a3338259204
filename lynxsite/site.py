"""The whole site as data: which pages are stamped, which fragments stand in hand-written pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from lynxsite.fragment import Fragment
from lynxsite.pages import (
    catalogue,
    compare,
    controlled,
    coverage,
    decide,
    errata,
    explorer,
    flips,
    home,
    older,
    reference,
    rooflines,
    rules,
    subject,
    workload,
)
from lynxsite.planned import Planned
from lynxsite.registry import Registry
from lynxsite.subject import KINDS, subjects_of

FRAGMENTS: dict[str, Fragment] = {
    "decide": decide.decide,
    "effects": home.effects,
    "errata": errata.errata,
    "latest": home.latest,
    "counts": home.counts,
    "results": explorer.explorer,
    "workloads": workload.listing,
    "compare": compare.compare,
    "coverage": coverage.coverage,
    **{kind.directory: subject.listing(kind) for kind in KINDS},
    "controlled": controlled.controlled,
    "flips": flips.flips,
    "rooflines": rooflines.rooflines,
    "older": older.viewer,
    "rules": rules.listing,
    "reference": reference.reference,
    "catalogue": catalogue.catalogue,
}
STAMPED = {**{kind.directory: 1 for kind in KINDS}, "workloads": 1, "older": 1, "results": 2}
"""Directories whose pages are stamped -> how many levels below them a page lies. A frame is made for each depth."""
DEPTHS = tuple(sorted({levels + 1 for levels in STAMPED.values()}))


@dataclass(frozen=True)
class Site:
    """A registry, and a digest of the code that publishes it."""

    registry: Registry
    version: str = ""

    def pages(self) -> Iterator[Planned]:
        """Every stamped page but those of submissions."""
        yield from workload.pages(self.registry)
        for kind in KINDS:
            yield from subject.pages(kind, self.registry)
        yield from older.pages(self.registry)
        yield from errata.pages(self.registry)

    def paths(self) -> list[str]:
        """Where the stamped pages lie, without making them."""
        workloads = [f"workloads/{name}/" for name in workload.by_workload(self.registry)]
        subjects = [each.path for kind in KINDS for each in subjects_of(kind, self.registry)]
        submissions = [submission.path for submission in self.registry.paged]
        gone = [each.path for each in self.registry.tombstones]
        return workloads + subjects + older.paths(self.registry) + submissions + gone
