"""The name of a result among results that differ in one factor."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from lynxsite.submission import Submission

MOST = 2


class Moved(NamedTuple):
    """A leaf that is not equal in all results of a group, with its value in each."""

    pointer: str
    factor: str
    role: str
    values: tuple[str, ...]


_NAMES: dict[str, Callable[[Submission], str]] = {
    "precision": lambda submission: _precision(submission),
    "runtime": lambda submission: submission.runtime,
    "device": lambda submission: submission.device,
    "host": lambda submission: str(submission.record["executor"]["hardware"]["host"].get("cpu", "")),
}


def _precision(submission: Submission) -> str:
    """int8/int8 by a recipe that goes by its format; else with the recipe's name before it."""
    recipe = submission.record["executor"]["precision"]["recipe"]
    formats = submission.precision
    return formats if recipe == formats.partition("/")[0] else f"{recipe}, {formats}"


def named(factor: str, submission: Submission) -> str:
    """What a reader calls the factor of a result; empty where it has no short name."""
    name = _NAMES.get(factor)
    return name(submission) if name else ""


def line_up(submission: Submission) -> str:
    """Precision and executor of a result among all of its workload."""
    return f"{_precision(submission)}, {submission.executor}"


def distinguished(names: Sequence[str], moved: Sequence[Moved]) -> list[str]:
    """The names, with values of the leaves that tell most results apart where the names alone do not."""
    found, left = list(names), [each for each in moved if not _is_in(names, each)]
    for _ in range(MOST):
        if not left or (len(set(found)) == len(found) and all(found)):
            break
        best = max(left, key=lambda each: len(set(_with(found, each))))
        left.remove(best)
        found = _with(found, best)
    return found


def _with(names: Sequence[str], moved: Moved) -> list[str]:
    return [", ".join(filter(None, [name, _said(moved, place)])) for place, name in enumerate(names)]


def _is_in(names: Sequence[str], moved: Moved) -> bool:
    """Whether the names already say the leaf's values, as words: the 2 of 1.32.0 says nothing of two threads."""
    words = [re.split(r"[ ,/]+", name) for name in names]
    return all(value == name or value in said for name, said, value in zip(names, words, moved.values, strict=True))


def _said(moved: Moved, place: int) -> str:
    return f"{_last(moved.pointer)} {moved.values[place]}"


def shown(value: Any) -> str:
    """A leaf's value or state in one line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _last(pointer: str) -> str:
    return " ".join(step for step in pointer.split("/")[3:] if not step.isdigit()).replace("_", " ")
