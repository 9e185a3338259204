"""A page before it is made: where it will lie, and what it will be made of."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from lynxsite.manifest import digest
from lynxsite.page import Page
from lynxsite.submission import Submission


class Planned(NamedTuple):
    """`make` makes the page that lies at `path`; `made_of` changes whenever what it makes may, or is empty."""

    path: str
    make: Callable[[], Page]
    made_of: str = ""

    @classmethod
    def of(cls, path: str, make: Callable[[], Page], submissions: Iterable[Submission], *terms: object) -> "Planned":
        """A page that is made of these submissions in this order, of these terms, and of nothing else."""
        states = [submission.state for submission in submissions]
        return cls(path, make, digest(states, terms) if all(states) else "")
