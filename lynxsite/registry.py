"""The registry: all submissions under one directory, the broken ones named and left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from lynxschema.cache import quick
from lynxsite.acceptance import acceptances
from lynxsite.budget import WHOLE, Budget
from lynxsite.crew import each, told
from lynxsite.extract import Extract
from lynxsite.kept import Kept
from lynxsite.manifest import digest
from lynxsite.memo import Memo
from lynxsite.outcome import Outcome, Sealed, outcome, sealed, unsealed
from lynxsite.result import Result
from lynxsite.submission import Submission
from lynxsite.verdict import Judge, Verdict

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
NOT_PLAIN = "its path has characters that an address cannot carry"
ROUND = 256
"""Outcomes that are written to the cache at a time."""


@dataclass(frozen=True)
class LeftOut:
    """A directory that is not shown, and why."""

    key: str
    why: str


@dataclass(frozen=True, eq=False)
class Registry:
    """Submissions, newest first, and what was left out; `memo` holds what was made of few of them before.

    Equal only to itself, so that work on it can be kept.
    """

    submissions: tuple[Submission, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    memo: Memo = field(default_factory=Memo)

    @cached_property
    def results(self) -> list[Result]:
        """Every result, newest submission first."""
        return [Result(one, position) for one in self.submissions for position in range(len(one.rows))]

    @property
    def paged(self) -> list[Submission]:
        """Those with a page of their own: the newest."""
        return [each for each in self.submissions if each.paged]

    @property
    def older(self) -> list[Submission]:
        """Those that one viewer page shows."""
        return [each for each in self.submissions if not each.paged]


def gather(
    directory: Path, judge: Judge, kept: Kept, drafts: Path | None = None, budget: Budget = WHOLE,
    memo: Memo | None = None,
) -> Registry:
    """Read and judge every submission below `directory`, and below `drafts` where a machine shows its own.

    A directory that is not there holds none. What is unchanged since an earlier build is taken from `kept`.
    """
    places = [*_places(directory), *(_places(drafts) if drafts else ())]
    plain = [place for place in places if _is_plain(place)]
    keys = {place: quick(place) for place in plain}
    found = _outcomes(keys, judge, kept)
    accepted = acceptances(directory)
    shown = [
        Submission(place, each, accepted.get(_key(place)), digest(keys[place]))
        for place, each in found if isinstance(each, Extract)
    ]
    shown.sort(key=lambda each: (each.started_at, each.key), reverse=True)
    paged = budget.paged(shown)
    return Registry(
        (*shown[:paged], *(replace(each, paged=False) for each in shown[paged:])),
        (*(LeftOut(_key(place), NOT_PLAIN) for place in places if not _is_plain(place)),
         *(LeftOut(_key(place), each) for place, each in found if isinstance(each, str))),
        memo or Memo(),
    )


def _outcomes(keys: dict[Path, str], judge: Judge, kept: Kept) -> list[tuple[Path, Outcome]]:
    known = {place: unsealed(found) for place, key in keys.items() if (found := kept.find(place, key))}
    unknown = [place for place in keys if place not in known]
    if unknown:
        made = each(_sealed, zip(unknown, judge(unknown), strict=True), len(unknown))
        shown = told(made, len(unknown), "Reading submissions")
        known |= _keeping(((place, keys[place], found) for place, found in zip(unknown, shown, strict=True)), kept)
    return [(place, known[place]) for place in keys]


def _sealed(judged: tuple[Path, Verdict | None]) -> Sealed:
    return sealed(outcome(*judged))


def _keeping(made: Iterable[tuple[Path, str, Sealed]], kept: Kept) -> dict[Path, Outcome]:
    """The outcomes, written to the cache by the round: a build that is cut off begins where it was."""
    found: dict[Path, Outcome] = {}
    rest = iter(made)
    while part := list(islice(rest, ROUND)):
        # What changed while it was read is not kept: nobody knows which state it is of.
        kept.keep(each for each in part if each[1] and quick(each[0]) == each[1])
        found |= {place: unsealed(each) for place, _, each in part}
    return found


def _key(place: Path) -> str:
    return f"{place.parent.name}/{place.name}"


def _is_plain(place: Path) -> bool:
    return all(_PLAIN.fullmatch(part) for part in (place.parent.name, place.name))


def _places(directory: Path) -> Iterator[Path]:
    submitters = sorted(directory.iterdir()) if directory.is_dir() else []
    for submitter in filter(_is_place, submitters):
        yield from filter(_is_place, sorted(submitter.iterdir()))


def _is_place(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")
