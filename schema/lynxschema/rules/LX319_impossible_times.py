"""Times that cannot be.

## What it checks

That no time is negative, no request begins before it was scheduled or ends before it began, none ends in the same
nanosecond as it began, and none lasts a day.

## Why it matters

A clock that was set back, or a column that was edited, gives latencies below zero that pull every mean down.

## Rejected

A row that ends before it begins.

## Mended

Times of a monotonic clock, in nanoseconds since the trial's start.
"""

from collections.abc import Iterator

import numpy as np

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.samples import Samples

READS = ("/operating_points", "/evidence")
DAY_NS = 86_400 * 10**9


def check(submission: Submission) -> Iterator[Fault]:
    # All rows at once, and trial by trial only where one is bad.
    suspect = submission.rows is not None and impossible(submission.rows.all).any()
    for point in submission.points if suspect else ():
        for trial in point.trials:
            bad = impossible(trial.rows)
            if bad.any():
                index = int(trial.rows["schedule_index"][int(np.argmax(bad))])
                yield Fault(f"{int(bad.sum()):,} requests, the first with schedule index {index}",
                            "0 <= scheduled <= started < completed", "use a monotonic clock", pointer=trial.pointer)


def impossible(rows: Samples) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which rows [n] have times that cannot be."""
    scheduled, started, completed = (rows[name] for name in ("scheduled_ns", "started_ns", "completed_ns"))
    bad = (scheduled < 0) | (started < scheduled) | (completed <= started) | (completed > DAY_NS)
    return np.asarray(bad)
