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

from lynxschema.finding import Fault
from lynxschema.load.point import Trial
from lynxschema.load.submission import Submission

SEVERITY = "warning"
READS = ("/operating_points", "/evidence")
LEAST = 0.95


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        if point.record["load"]["kind"] == "closed":
            for trial in point.trials:
                yield from _of_trial(trial, point.record["load"]["concurrency"])


def _of_trial(trial: Trial, concurrency: int) -> Iterator[Fault]:
    steady = trial.steady
    length = int(steady["completed_ns"].max()) - int(steady["started_ns"].min()) if len(steady) else 0
    if length <= 0:
        return
    busy = float(steady.latencies(open_load=False).sum()) / (length * concurrency)
    if busy < LEAST:
        yield Fault(f"callers busy for {busy:.3f} of the time", f"{LEAST:g} to 1",
                    "see what the client does between requests, and where the latency begins and ends",
                    pointer=trial.pointer)
