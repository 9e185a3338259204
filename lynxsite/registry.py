"""The registry: all submissions under one directory, the broken ones named and left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lynxsite.acceptance import acceptances
from lynxsite.submission import Record, Submission
from lynxsite.verdict import Judge, read

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")


@dataclass(frozen=True)
class LeftOut:
    """A directory that is not shown, and why."""

    key: str
    why: str


@dataclass(frozen=True, eq=False)
class Registry:
    """Submissions, newest first, and what was left out. Equal only to itself, so that work on it can be kept."""

    submissions: tuple[Submission, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def results(self) -> list[tuple[Submission, Record]]:
        """Every result with its submission, newest submission first."""
        return [(submission, point) for submission in self.submissions for point in submission.points]


def gather(directory: Path, judge: Judge, drafts: Path | None = None) -> Registry:
    """Read and judge every submission below `directory`, and below `drafts` where a machine shows its own.

    A directory that is not there holds none.
    """
    accepted = acceptances(directory)
    places = [*_places(directory), *(_places(drafts) if drafts else ())]
    found = [_one(place, judge, accepted) for place in places]
    shown = [each for each in found if isinstance(each, Submission)]
    return Registry(
        tuple(sorted(shown, key=lambda each: (each.started_at, each.key), reverse=True)),
        tuple(each for each in found if isinstance(each, LeftOut)),
    )


def _places(directory: Path) -> Iterator[Path]:
    submitters = sorted(directory.iterdir()) if directory.is_dir() else []
    for submitter in filter(_is_place, submitters):
        yield from filter(_is_place, sorted(submitter.iterdir()))


def _is_place(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _one(place: Path, judge: Judge, accepted: dict[str, Record]) -> Submission | LeftOut:
    key = f"{place.parent.name}/{place.name}"
    if not all(_PLAIN.fullmatch(part) for part in key.split("/")):
        return LeftOut(key, "its path has characters that an address cannot carry")
    try:
        record = read(place)
        verdict = judge(place, record)
    except ValueError as wrong:
        return LeftOut(key, str(wrong))
    if verdict.faults:
        return LeftOut(key, "; ".join(verdict.faults[:3]) + _more(len(verdict.faults) - 3))
    submission = Submission(place, record, verdict.warnings, accepted.get(key))
    return submission if submission.points else LeftOut(key, "none of its operating points is a result")


def _more(count: int) -> str:
    return f"; and {count} more" if count > 0 else ""
