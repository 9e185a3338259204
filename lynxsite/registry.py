"""The registry: all submissions under one directory, the broken ones named and left out."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from lynxschema.fingerprint import quick
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
from lynxsite.tombstone import Tombstone, tombstones
from lynxsite.verdict import Judge, Verdict

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
NOT_PLAIN = "its path has characters that an address cannot carry"
LOST = "it was accepted and is gone; restore it, or leave an errata.json in its place that withdraws it"
ROUND = 256
"""Outcomes that are written to the cache at a time."""
Found = tuple[str, Outcome]
"""The digest of the facts of a directory's files, or empty, and what came of it."""


@dataclass(frozen=True)
class LeftOut:
    """A directory that is not shown, and why."""

    key: str
    why: str


@dataclass(frozen=True, eq=False)
class Registry:
    """Submissions, newest first, what was left out, and what is left of those whose content had to go.

    `memo` holds what was made of few of them before; `catalogue` is the directory of the registry's own entries.

    Equal only to itself, so that work on it can be kept.
    """

    submissions: tuple[Submission, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    memo: Memo = field(default_factory=Memo)
    tombstones: tuple[Tombstone, ...] = ()
    catalogue: Path | None = None

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
    found = _outcomes([place for place in places if _is_plain(place)], judge, kept)
    accepted = acceptances(directory)
    shown = [
        Submission(place, each, accepted.get(_key(place)), files)
        for place, (files, each) in found.items() if isinstance(each, Extract)
    ]
    shown.sort(key=lambda each: (each.started_at, each.key), reverse=True)
    paged = budget.paged(shown)
    known = {each.key for each in shown}
    gone = tombstones(directory, {key: line for key, line in accepted.items() if key not in known})
    known |= {each.key for each in gone}
    refused = dict.fromkeys(accepted, LOST) | {_key(place): NOT_PLAIN for place in places if place not in found}
    refused |= {_key(place): each for place, (_, each) in found.items() if isinstance(each, str)}
    return Registry(
        (*shown[:paged], *(replace(each, paged=False) for each in shown[paged:])),
        tuple(LeftOut(key, why) for key, why in refused.items() if key not in known), memo or Memo(), gone,
        _catalogue(directory),
    )


def _catalogue(directory: Path) -> Path | None:
    home = directory.resolve().parent / "catalogue"
    return home if home.is_dir() else None


def _outcomes(places: list[Path], judge: Judge, kept: Kept) -> dict[Path, Found]:
    files = {place: _files(place) for place in places}
    known = {place: (key, found) for place, key in files.items() if (found := kept.find(place, key))}
    unknown = [place for place in places if place not in known]
    if unknown:
        made = each(_sealed, zip(unknown, judge(unknown), strict=True), len(unknown))
        shown = told(made, len(unknown), "Reading submissions")
        known |= _keeping(((place, files[place], found) for place, found in zip(unknown, shown, strict=True)), kept)
    kept.shelve(known)
    return {place: known[place] for place in places}


def _files(place: Path) -> str:
    """A digest of the facts of a directory's files; empty where it holds anything but files."""
    key = quick(place)
    return key and digest(key)


def _sealed(judged: tuple[Path, Verdict | None]) -> Sealed:
    return sealed(outcome(*judged))


def _keeping(made: Iterable[tuple[Path, str, Sealed]], kept: Kept) -> dict[Path, Found]:
    """The outcomes, written to the cache by the round: a build that is cut off begins where it was."""
    found: dict[Path, Found] = {}
    rest = iter(made)
    while part := list(islice(rest, ROUND)):
        # What changed while it was read is not kept: nobody knows which state it is of.
        settled = {place for place, files, _ in part if files and _files(place) == files}
        kept.keep(each for each in part if each[0] in settled)
        for place, files, (why, extract, packed) in part:
            lies = kept.parcel(place, files) if place in settled else packed
            found[place] = files if place in settled else "", unsealed((why, extract, lies))
    return found


def _key(place: Path) -> str:
    return "/".join(place.parts[-2:])


def _is_plain(place: Path) -> bool:
    return all(_PLAIN.fullmatch(part) for part in place.parts[-2:])


def _places(directory: Path) -> Iterator[Path]:
    """Directories of submissions, in the order of submitters and slugs."""
    for submitter in _directories(directory) if directory.is_dir() else ():
        yield from _directories(submitter)


def _directories(place: Path) -> list[Path]:
    with os.scandir(place) as entries:
        paths = [entry.path for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    return list(map(Path, sorted(paths)))
