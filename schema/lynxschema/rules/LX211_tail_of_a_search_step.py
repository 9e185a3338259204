"""A tail percentile of a search step.

## What it checks

That a point whose purpose is `search_step` publishes no p99 and no p99.9.

## Why it matters

A step of a search is short and one of many. The luckiest step's tail is no tail.

## Rejected

```json
{"purpose": "search_step", "headline": {"latency_ms": {"p99": {"value": 2.1}}}}
```

## Mended

```json
{"purpose": "result", "headline": {"latency_ms": {"p99": {"value": 2.3}}}}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

READS = ("/operating_points",)


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for member in ("latency_ms", "batch_service_ms"):
            tails = {"p99", "p99_9"} & point.record["headline"].get(member, {}).keys()
            if tails and point.record["purpose"] == "search_step":
                yield Fault(f"{', '.join(sorted(tails))} of a search step", "p95 at most",
                            "confirm the step by a result of its own", pointer=f"{point.pointer}/headline/{member}")
