"""More requests in flight than the load allows.

## What it checks

Under a closed load, that at no time more stored requests are in flight than its concurrency.

## Why it matters

Two requests at once under the name of one give the throughput of two with the latency of one.

## Rejected

Rows of a single stream, of which the next begins before the last has ended.

## Mended

Rows that follow each other.
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.queueing import in_flight

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    stored = submission.stored
    for trial in stored.where(~stored.in_turn):
        point = submission.points[trial.key[0]]
        load = point.record["load"]
        most = in_flight(trial.rows["started_ns"], trial.rows["completed_ns"]) if load["kind"] == "closed" else 0
        if load["kind"] == "closed" and most > load["concurrency"]:
            yield Fault(f"{most} requests in flight", f"at most {load['concurrency']}",
                        "state the concurrency that ran", pointer=f"{point.pointer}/load/concurrency")
