"""The whole site as data: which pages are stamped, which fragments stand in hand-written pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from lynxsite.evidence import beside
from lynxsite.fragment import Fragment
from lynxsite.page import Page
from lynxsite.pages import (
    compare,
    controlled,
    coverage,
    explorer,
    flips,
    home,
    reference,
    result,
    rules,
    subject,
    workload,
)
from lynxsite.partners import partners
from lynxsite.registry import Registry
from lynxsite.subject import KINDS, subjects_of
from lynxsite.submission import Submission

FRAGMENTS: dict[str, Fragment] = {
    "latest": home.latest,
    "counts": home.counts,
    "results": explorer.explorer,
    "workloads": workload.listing,
    "compare": compare.compare,
    "coverage": coverage.coverage,
    **{kind.directory: subject.listing(kind) for kind in KINDS},
    "controlled": controlled.controlled,
    "flips": flips.flips,
    "rules": rules.listing,
    "reference": reference.reference,
}
STAMPED = {**{kind.directory: 1 for kind in KINDS}, "workloads": 1, "results": 2}
"""Directories whose pages are stamped -> how many levels below them a page lies. A frame is made for each depth."""
DEPTHS = tuple(sorted({levels + 1 for levels in STAMPED.values()}))


@dataclass(frozen=True)
class Site:
    """A registry, and what is published of it. `evidence` is the address of its files, empty to publish them too;
    `url` the site's own."""

    registry: Registry
    evidence: str = ""
    url: str = ""

    def pages(self) -> Iterator[Page]:
        """Every stamped page."""
        yield from workload.pages(self.registry)
        for kind in KINDS:
            yield from subject.pages(kind, self.registry)
        for submission in self.registry.submissions:
            yield result.page(submission, self.evidence, self.url, partners(self.registry))

    def paths(self) -> list[str]:
        """Where the stamped pages lie, without making them."""
        workloads = [f"workloads/{name}/" for name in workload.by_workload(self.registry)]
        subjects = [each.path for kind in KINDS for each in subjects_of(kind, self.registry)]
        return workloads + subjects + [submission.path for submission in self.registry.submissions]

    def twins(self, submission: Submission) -> list[str]:
        """Files of a submission that are published beside its page."""
        return ["submission.json", *([] if self.evidence else beside(submission))]
