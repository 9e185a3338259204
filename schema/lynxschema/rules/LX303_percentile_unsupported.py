"""A percentile that so few requests cannot support.

## What it checks

That a trial has stored, successful requests enough for every percentile it publishes: p50 7, p90 44, p95 90, p99 459,
p99.9 4603. From fewer, no 99 % upper bound by order statistics exists; and that a headline's percentile is one that
every trial has.

## Why it matters

The p99 of 50 requests is their maximum or an interpolation. It comes out low most of the time and says nothing of the
hundredth request.

## Rejected

```json
{"stored_requests": 50, "latency_ms": {"p99": {"value": 4.2, "upper": 4.2}}}
```

## Mended

```json
{"stored_requests": 50, "latency_ms": {"p50": {"value": 3.9, "upper": 4.0}, "p90": {"value": 4.1, "upper": 4.2}}}
```
"""

from collections.abc import Iterator
from functools import lru_cache

from lynxschema.finding import Fault
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.order_statistics import PERCENTILES, least_count

READS = ("/operating_points", "/evidence")
MEMBERS = ("latency_ms", "batch_service_ms", "service_ms", "queue_ms", "dispatch_lateness_ms")
LEAST = {name: least_count(p) for name, p in PERCENTILES.items()}


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        yield from _in_trials(point)


def _in_trials(point: Point) -> Iterator[Fault]:
    for position, trial in enumerate(point.record["trials"]):
        successes = min(trial["stored_requests"], trial["counts"]["ok"])
        unsupported = _unsupported(successes)
        for member in MEMBERS if unsupported else ():
            if member in trial and not unsupported.isdisjoint(trial[member]):
                for name in (name for name in LEAST if name in unsupported and name in trial[member]):
                    yield _fault(name, successes, f"{point.pointer}/trials/{position}/{member}/{name}")


@lru_cache(maxsize=1024)
def _unsupported(successes: int) -> frozenset[str]:
    return frozenset(name for name, least in LEAST.items() if successes < least)


def _fault(name: str, number: int, pointer: str) -> Fault:
    least = LEAST[name]
    return Fault(f"{name} of {number:,} requests", f"at least {least:,} requests in the trial",
                 f"leave {name} out, or store {least:,} steady requests", pointer=pointer)
