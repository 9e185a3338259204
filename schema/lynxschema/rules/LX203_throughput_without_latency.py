"""A throughput without the latency at which it holds.

## What it checks

That every trial and headline carries a distribution of latencies with at least one percentile; offline, of the service
time of a batch.

## Why it matters

Throughput rises with batch and queue while every single answer gets slower. Without the latency beside it a rate
says nothing about any service that somebody could run.

## Rejected

```json
{"headline": {"trials": 5, "throughput": {"value": 4713.2, "unit": "inferences/s"}}}
```

## Mended

```json
{"headline": {"trials": 5, "throughput": {"value": 4713.2, "unit": "inferences/s"},
              "latency_ms": {"p50": {"value": 1.69}, "p99": {"value": 2.4}}}}
```
"""

from collections.abc import Iterator

from lynxschema.figures import times_member
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.order_statistics import PERCENTILES

MISSING = (
    "/operating_points/*/trials/*/latency_ms", "/operating_points/*/trials/*/batch_service_ms",
    "/operating_points/*/headline/latency_ms", "/operating_points/*/headline/batch_service_ms",
)


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        member = times_member(point.scenario)
        records = [("headline", point.record["headline"])]
        records += [(f"trials/{position}", trial) for position, trial in enumerate(point.record["trials"])]
        for where, record in records:
            if "p50" not in record[member] and PERCENTILES.keys().isdisjoint(record[member]):
                yield Fault("no percentile beside the throughput", "at least p50", "measure requests enough for one",
                            pointer=f"{point.pointer}/{where}/{member}")
