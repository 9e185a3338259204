"""Versions of one runtime against each other: of two results only the version differs, and what came with it."""

import re
from collections.abc import Hashable, Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from lynxschema.comparability import ABSENT
from lynxsite.contrast import Contrast, Ratio, contrast
from lynxsite.result import Result
from lynxsite.submission import Submission

MOST = 24
SETTINGS = tuple(f"/executor/runtime/{name}" for name in ("id", "backend", "options", "threads"))
"""What a user chooses: where both versions have a setting, it has to be equal."""
_PARTS = re.compile(r"[0-9]+|[a-z]+")
_END = (True, -1, "")


class Change(NamedTuple):
    """The newer version's result against the older one's; `rate` is the ratio of their throughputs."""

    older: Result
    newer: Result
    rate: Ratio


def changes(submissions: Iterable[Submission]) -> list[Change]:
    """Every two neighbouring versions that were measured under equal conditions; the newest versions first, MOST."""
    found = [pair for line in _lines(submissions) for pair in pairwise(line)]
    ordered = sorted(found, key=lambda pair: order(_version(pair[1])), reverse=True)
    return list(islice(_changes(ordered), MOST))


def order(version: str) -> list[tuple[bool, int, str]]:
    """A key that sorts versions as people do: 1.9 before 1.10, and 2.0rc1 before 2.0 before 2.0.1."""
    parts = _PARTS.findall(version.lower())
    return [*((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts), _END]


def _lines(submissions: Iterable[Submission]) -> Iterator[list[Result]]:
    """The newest result of each version, oldest version first, where nothing but the runtime differs."""
    found: dict[Hashable, dict[str, Result]] = {}
    for submission in submissions:
        for position in range(len(submission.signatures)):
            result = Result(submission, position)
            signature = result.signature
            if signature.known and result.rate > 0:
                line = found.setdefault((signature.without("runtime"), submission.facts.threads), {})
                line.setdefault(submission.facts.version, result)
    return ([line[version] for version in sorted(line, key=order)] for line in found.values() if len(line) > 1)


def _changes(pairs: Iterable[tuple[Result, Result]]) -> Iterator[Change]:
    for older, newer in pairs:
        against = contrast(older, newer)
        if against.verdict.ranked and not _moved(against):
            yield Change(older, newer, against.ratios[0])


def _moved(against: Contrast) -> bool:
    """Whether a setting that both have differs."""
    return any(each.pointer.startswith(SETTINGS) and ABSENT not in (each.first, each.second)
               for each in against.verdict.differences)


def _version(result: Result) -> str:
    return result.submission.facts.version
