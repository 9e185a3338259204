"""A bound called held that was not.

## What it checks

That `held` is what the trials say: every trial's upper bound of the percentile is within the limit.

## Why it matters

"p99 within 2 ms" is a promise. It holds if the bound of each trial holds it, not if the luckiest percentile does.

## Rejected

```json
{"metric": "latency_ms", "percentile": "p99", "limit_ms": 2, "held": true}
```

## Mended

```json
{"metric": "latency_ms", "percentile": "p99", "limit_ms": 2, "held": false}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/operating_points",)


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        bounds = point.record["bounds"]
        for position, bound in enumerate([] if state_of(bounds) else bounds):
            held = all(_held(bound, trial) for trial in point.record["trials"])
            if bound["held"] != held:
                yield Fault(f"{str(bound['held']).lower()}", f"{str(held).lower()}, by the trials' upper bounds",
                            "say what the trials say", pointer=f"{point.pointer}/bounds/{position}/held")


def _held(bound: dict[str, Any], trial: dict[str, Any]) -> bool:
    where = trial if bound["metric"] == "latency_ms" else trial.get("generation", {})
    upper = where.get(bound["metric"], {}).get(bound["percentile"], {}).get("upper")
    return upper is not None and upper <= bound["limit_ms"]
