"""Where results stand under their devices' roofs: one field per device, format and pair of roofs."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from lynxschema.leaves import state_of
from lynxschema.phase_roofline import phase_rooflines
from lynxschema.roofline import Roofline, roofline
from lynxschema.roofline_sentence import sentence
from lynxsite.facts import results_of
from lynxsite.registry import Registry
from lynxsite.result import Result
from lynxsite.submission import Submission
from lynxsite.whole import whole

Record = dict[str, Any]
MOST = 200
"""Submissions, the newest, whose whole records are opened for it."""
NOT_KNOWN = "no roof is known"
FAR = "limited by latency or overheads"
LIMITS = ("memory-bound", "compute-bound", "compute-bound from the caches", FAR, NOT_KNOWN)


class Placed(NamedTuple):
    """A result, or one phase of it, and where it stands."""

    result: Result
    roofline: Roofline
    phase: str = ""

    @property
    def limit(self) -> str:
        """What limits it, one of LIMITS."""
        found = self.roofline
        if found.verdict is None:
            return NOT_KNOWN
        if found.overhead:
            return FAR
        return f"{found.verdict}{' from the caches' if found.resident else ''}"


class Field(NamedTuple):
    """Results under the same roofs."""

    device: str
    dtype: str
    placed: list[Placed]


def located(record: Record, point: Record) -> Roofline | None:
    """Where an operating point of a whole record stands; None without bytes, operations, rate or a batch."""
    return None if state_of(point["batch"]) else roofline(record, point)


def told(record: Record, point: Record) -> str:
    """The same in words; empty where it is not known."""
    found = located(record, point)
    return sentence(found) if found else ""


@lru_cache(maxsize=2)
def fields(registry: Registry) -> list[Field]:
    """The newest submissions' results by roofs; those with most results first."""
    found: dict[tuple[object, ...], Field] = {}
    for placed in _placed(registry):
        one, line = placed.result.submission, placed.roofline
        key = (one.device, line.dtype, line.arithmetic, line.memory)
        found.setdefault(key, Field(one.device, line.dtype, [])).placed.append(placed)
    return sorted(found.values(), key=lambda field: -len(field.placed))


def newest(registry: Registry) -> list[Submission]:
    """Submissions whose results are placed."""
    return list(islice((each for each in registry.submissions if not each.withdrawn), MOST))


def _placed(registry: Registry) -> Iterator[Placed]:
    for submission in newest(registry):
        record = _opened(submission.directory)
        for position, point in enumerate(results_of(record) if record else []):
            result, phases = Result(submission, position), phase_rooflines(record, point)
            # A whole answer mixes phases that stand under unlike parts of the roof.
            yield from (Placed(result, line, phase) for phase, line in phases.items())
            line = None if phases else located(record, point)
            if line:
                yield Placed(result, line)


def _opened(directory: Any) -> Record:
    try:
        return whole(directory)
    except ValueError:
        # It changed while the site was built: who stamps its page says so.
        return {}
