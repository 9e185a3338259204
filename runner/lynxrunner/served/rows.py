"""What a trial's course leaves behind: stored rows, their chunks, and figures of the whole steady phase."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from lynxrunner.errors import RunError
from lynxrunner.load.rows import Rows
from lynxrunner.phases import uppers
from lynxrunner.served.course import Course, Sent
from lynxrunner.served.reply import OK
from lynxrunner.state import Record
from lynxschema.evidence import completions
from lynxschema.samples import PHASES, STATUSES, STORED_STEADY, STORED_WARMUP, Column

TOGETHER = 0.01
"""Where more chunks than these came with another, they are told as the one piece that they were."""
SAID = 5


def columns(course: Course, epoch: int, most: int = STORED_STEADY) -> dict[str, dict[str, Column]]:
    """`samples` and `chunks` of the last of the warm-up and the first `most` of the steady phase, in ns since `epoch`.

    A request of the warm-up that was still open when the course ended has no row, and none before it has one: rows
    are contiguous.
    """
    first, last = _steady(course)
    numbers = list(range(_warm(course, first), min(last, first + most - 1) + 1))
    sent = [course.sent[number] for number in numbers]
    times = {"scheduled_ns": [each.scheduled for each in sent], "started_ns": [each.reply.begun for each in sent],
             "completed_ns": [each.reply.ended for each in sent]}
    samples = {
        "schedule_index": _column(numbers),
        "phase": _column(PHASES["steady" if number >= first else "warmup"] for number in numbers),
        "status": _column(each.reply.status for each in sent),
        **{name: _column(values) - epoch for name, values in times.items()},
        "batch_size": np.ones(len(sent), dtype=np.int64), **_counted(sent),
    }
    return {"samples": samples, "chunks": _chunks(numbers, sent, epoch)}


def summary(course: Course, judged: int, open_load: bool) -> Record:
    """Figures of the whole steady phase, of which only the first rows are stored; texts of its failures.

    Raises RunError where none of it was answered.
    """
    first, last = _steady(course)
    sent = [course.sent[number] for number in range(first, last + 1)]
    start = sent[0].scheduled
    good = [each for each in sent if each.reply.status == OK]
    if not good:
        raise RunError(f"none of {len(sent)} requests was answered: {sent[0].reply.why}")
    done = _column(each.reply.ended for each in good)
    return {
        "warmup_discarded": first,
        "settled": course.settled,
        "duration_s": (max(each.reply.ended for each in sent) - start) / 1e9,
        "counts": {name: sum(each.reply.status == code for each in sent) for name, code in STATUSES.items()},
        "completions_per_100ms": completions(done, start),
        **_items(good, done, start),
        "failures": dict(Counter(each.reply.why for each in sent if each.reply.why).most_common(SAID)),
        "upper_ms": uppers(_rows(sent[:judged]), open_load),
    }


def answered(course: Course) -> Column:
    """When each steady request that succeeded was completed, ascending, in ns of the process's clock."""
    first, last = _steady(course)
    sent = (course.sent[number].reply for number in range(first, last + 1))
    return np.sort(_column(reply.ended for reply in sent if reply.status == OK))


def _steady(course: Course) -> tuple[int, int]:
    assert course.first is not None and course.last is not None, "the course is over"
    return course.first, course.last


def _warm(course: Course, first: int) -> int:
    """The first stored request: so many before the steady phase as have a reply without a gap."""
    number = first
    while number > max(first - STORED_WARMUP, 0) and number - 1 in course.sent:
        number -= 1
    return number


def _counted(sent: Sequence[Sent]) -> dict[str, Column]:
    """Tokens of each request, 0 of those that failed; no column where the server did not count all that it answered."""
    found = {}
    for name in ("input_items", "output_items"):
        values = [getattr(each.reply, name) for each in sent]
        told = [value is not None for value, each in zip(values, sent, strict=True) if each.reply.status == OK]
        if told and all(told):
            found[name] = _column(value or 0 for value in values)
    return found


def _chunks(numbers: Sequence[int], sent: Sequence[Sent], epoch: int) -> dict[str, Column]:
    index = np.repeat(_column(numbers), [len(each.reply.chunks) for each in sent])
    at = _column(at for each in sent for at in each.reply.chunks) - epoch
    alone = np.ones(len(at), dtype=bool)
    alone[1:] = (np.diff(at) > 0) | (np.diff(index) != 0)
    kept = alone if len(at) and 1 - alone.mean() > TOGETHER else slice(None)
    return {"schedule_index": index[kept], "chunk_ns": at[kept]}


def _items(answered: Sequence[Sent], done: Column, start: int) -> Record:
    """Tokens of the steady phase, in all and by the 100 ms of their request's completion."""
    counted = _counted(answered)
    found: Record = {name.replace("items", "tokens"): int(column.sum()) for name, column in counted.items()}
    if "output_items" in counted:
        periods = (done - start) // 100_000_000
        by_period = np.bincount(periods, weights=counted["output_items"])
        found["output_items_per_100ms"] = [int(each) for each in by_period]
    return found


def _rows(sent: Sequence[Sent]) -> Rows:
    replies = [each.reply for each in sent]
    return Rows(_column(each.scheduled for each in sent), _column(each.begun for each in replies),
                _column(each.ended for each in replies), _column(each.status for each in replies))


def _column(values: Any) -> Column:
    return np.fromiter(values, dtype=np.int64)
