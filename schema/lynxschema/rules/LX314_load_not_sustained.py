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
from typing import Any

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/evidence")
SHARE, FEW = 0.02, 10


def check(submission: Submission) -> Iterator[Fault]:
    stored = submission.stored
    offered = {point.number for point in submission.points if _is_offered(point.record["load"])}
    if not offered or not stored.steady.counts.any():
        return
    steady, trials = stored.steady, stored.where(stored.steady.counts > 0)
    scheduled = steady.joined(steady["scheduled_ns"])
    still_open = scheduled.sums(steady["completed_ns"] > scheduled.each(scheduled.values[scheduled.ends - 1]))
    for trial, late, arrived in zip(trials, still_open.tolist(), scheduled.counts, strict=True):
        if trial.key[0] in offered and late > max(SHARE * arrived, FEW):
            yield Fault(f"{late:,.0f} of {arrived:,} requests open at the last arrival", f"at most {SHARE:.0%}",
                        "offer less, or declare the load overloaded", pointer=trial.pointer)


def _is_offered(load: dict[str, Any]) -> bool:
    """Whether requests arrive whatever becomes of them, and all are said to be served."""
    return bool(load["kind"] == "open" and not load.get("overloaded"))
