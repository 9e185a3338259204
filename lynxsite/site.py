"""The whole site as data: which pages are stamped, which fragments stand in hand-written pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from lynxsite.evidence import beside
from lynxsite.fragment import Fragment
from lynxsite.page import Page
from lynxsite.pages import compare, controlled, explorer, flips, home, reference, result, rules, workload
from lynxsite.registry import Registry
from lynxsite.submission import Submission

FRAGMENTS: dict[str, Fragment] = {
    "latest": home.latest,
    "counts": home.counts,
    "results": explorer.explorer,
    "workloads": workload.listing,
    "compare": compare.compare,
    "controlled": controlled.controlled,
    "flips": flips.flips,
    "rules": rules.listing,
    "reference": reference.reference,
}
STAMPED = {"workloads": 1, "results": 2}
"""Directories whose pages are stamped -> how many levels below them a page lies. A frame is made for each depth."""
DEPTHS = tuple(levels + 1 for levels in STAMPED.values())


@dataclass(frozen=True)
class Site:
    """A registry, and what is published of it. `evidence` is the address of its files, empty to publish them too."""

    registry: Registry
    evidence: str = ""

    def pages(self) -> Iterator[Page]:
        """Every stamped page."""
        yield from workload.pages(self.registry)
        for submission in self.registry.submissions:
            yield result.page(submission, self.evidence)

    def paths(self) -> list[str]:
        """Where the stamped pages lie, without making them."""
        workloads = [f"workloads/{name}/" for name in workload.by_workload(self.registry)]
        return workloads + [submission.path for submission in self.registry.submissions]

    def twins(self, submission: Submission) -> list[str]:
        """Files of a submission that are published beside its page."""
        return ["submission.json", *([] if self.evidence else beside(submission))]
