"""What results can be gathered by: accelerators, runtimes, precisions, submitters."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from lynxsite.registry import Registry
from lynxsite.submission import Submission

_UNSAFE = re.compile(r"[^a-z0-9._]+")


class Kind(NamedTuple):
    """A kind of subject. `read` gives its ids in a submission; `facet` is the column that filters by it, if any."""

    directory: str
    one: str
    read: Callable[[Submission], Iterable[str]]
    facet: str = ""


class Subject(NamedTuple):
    """One subject and its submissions, newest first."""

    kind: Kind
    id: str
    submissions: list[Submission]

    @property
    def path(self) -> str:
        """Its page, relative to the site's root."""
        return f"{self.kind.directory}/{_address(self.id)}/"


KINDS = (
    Kind("accelerators", "accelerator", lambda submission: submission.facts.device_ids),
    Kind("runtimes", "runtime", lambda submission: [submission.facts.runtime]),
    Kind("precisions", "precision", lambda submission: [submission.precision], "precision"),
    Kind("submitters", "submitter", lambda submission: [submission.lab]),
)


@lru_cache(maxsize=16)
def subjects_of(kind: Kind, registry: Registry) -> list[Subject]:
    """Every subject of a kind, in the order of the ids; ids that share an address share a page."""
    found: dict[str, Subject] = {}
    for submission in registry.submissions:
        for each in dict.fromkeys(kind.read(submission)):
            address = _address(each)
            if address not in found:
                found[address] = Subject(kind, each, [])
            found[address].submissions.append(submission)
    return [found[address] for address in sorted(found)]


@lru_cache(maxsize=4096)
def _address(text: str) -> str:
    return _UNSAFE.sub("-", text.lower()).strip("-.") or "unnamed"
