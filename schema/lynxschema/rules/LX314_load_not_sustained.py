"""An open load that was not sustained.

## What it checks

Under an open load that is not declared overloaded, the requests still open when the last stored one arrives: at
most 2 % of those that arrived by then, or ten.

## Why it matters

Above its capacity a service looks fine for as long as the queue grows. The rate that it was offered is then not the
rate that it served.

## Rejected

```json
{"load": {"kind": "open", "rate_per_s": 400}, "headline": {"throughput": {"value": 250.0}}}
```

## Mended

```json
{"load": {"kind": "open", "rate_per_s": 400, "overloaded": true}}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.point import Trial
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/evidence")
SHARE, FEW = 0.02, 10


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        load = point.record["load"]
        if load["kind"] == "open" and not load.get("overloaded"):
            for trial in point.trials:
                yield from _of_trial(trial)


def _of_trial(trial: Trial) -> Iterator[Fault]:
    steady = trial.steady
    arrived = len(steady)
    still_open = int((steady["completed_ns"] > steady["scheduled_ns"][-1]).sum()) if arrived else 0
    if still_open > max(SHARE * arrived, FEW):
        yield Fault(f"{still_open:,} of {arrived:,} requests open at the last arrival", f"at most {SHARE:.0%}",
                    "offer less, or declare the load overloaded", pointer=trial.pointer)
