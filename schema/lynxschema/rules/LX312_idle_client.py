"""A closed load that did not keep its callers busy.

## What it checks

Under a closed load, the sum of the latencies over length times concurrency, of the stored steady rows: 0.95 to 1 by
construction, since every caller calls again at once. Below, it warns.

## Why it matters

A share of time that no request accounts for was spent in the client, or was cut out of the latency: the figure then
flatters the executor.

## Rejected

Latencies of 1 ms at a rate of 500/s with one caller.

## Mended

Latencies that begin at the call and end at the return.
"""

from collections.abc import Iterator

import numpy as np

from lynxschema.finding import Fault
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission

SEVERITY = "warning"
READS = ("/operating_points", "/evidence")
LEAST = 0.95


def check(submission: Submission) -> Iterator[Fault]:
    stored = submission.stored
    trials = stored.where(stored.steady.counts > 0)
    callers = np.array([_callers(submission.points[trial.key[0]]) for trial in trials], dtype=np.float64)
    if not callers.any():
        return
    started, completed = (stored.steady.joined(stored.steady[name]) for name in ("started_ns", "completed_ns"))
    first = np.minimum.reduceat(started.values, started.starts)
    lengths = np.maximum.reduceat(completed.values, completed.starts) - first
    busy = completed.sums(completed.values - started.values) / np.maximum(lengths * callers, 1)
    idle = (callers > 0) & (lengths > 0) & (busy < LEAST)
    for place in np.flatnonzero(idle).tolist():
        yield Fault(f"callers busy for {busy[place]:.3f} of the time", f"{LEAST:g} to 1",
                    "see what the client does between requests, and where the latency begins and ends",
                    pointer=trials[place].pointer)


def _callers(point: Point) -> int:
    """Requests in flight of a closed load, 0 of another."""
    load = point.record["load"]
    return int(load["concurrency"]) if load["kind"] == "closed" else 0
