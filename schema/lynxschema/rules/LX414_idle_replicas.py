"""Replicas that no load kept busy.

## What it checks

Where there are several replicas, that in some trial of some point at least half as many inputs were in service at
once: the stored steady requests' time from call to answer over the time that they span, times the batch, of which each
replica may have had a share.

## Why it matters

Replicas multiply the ceilings of memory, arithmetic and power. A hundred of them with the requests in flight of one
device are either one device or a load that shows nothing of them.

## Rejected

```json
{"hardware": {"replicas": 100}, "operating_points": [{"load": {"kind": "closed", "concurrency": 1}}]}
```

## Mended

```json
{"hardware": {"replicas": 1}, "operating_points": [{"load": {"kind": "closed", "concurrency": 1}}]}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial

SEVERITY = "warning"
READS = ("/operating_points", "/evidence", "/executor")
LEAST = 0.5


def check(submission: Submission) -> Iterator[Fault]:
    replicas = submission.record["executor"]["hardware"]["replicas"]
    if replicas == 1:
        return
    busy = max((_in_service(point, trial) for point in submission.points for trial in point.trials), default=None)
    if busy is not None and busy < LEAST * replicas:
        yield Fault(f"{replicas:,} replicas, and at most {busy:.3g} inputs in service on average",
                    f"at least {LEAST * replicas:g}, half of them busy, in some trial",
                    "count the replicas that answered, or add a load that keeps them busy",
                    pointer="/executor/hardware/replicas")


def _in_service(point: Point, trial: Trial) -> float:
    """Mean number of inputs of stored steady requests in service at once; 0 of none."""
    steady = trial.steady
    length = int(steady["completed_ns"].max()) - int(steady["started_ns"].min()) if len(steady) else 0
    busy = float(steady.latencies(open_load=False).sum()) * point.record["batch"]
    return busy / length if length > 0 else 0.0
