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
    for point in submission.points:
        load = point.record["load"]
        for trial in point.trials if load["kind"] == "closed" else ():
            most = in_flight(trial.rows["started_ns"], trial.rows["completed_ns"])
            if most > load["concurrency"]:
                yield Fault(f"{most} requests in flight", f"at most {load['concurrency']}",
                            "state the concurrency that ran", pointer=f"{point.pointer}/load/concurrency")
