"""A trial too short to be steady.

## What it checks

That the steady phase of every trial of a result lasts at least 2 s.

## Why it matters

Clocks, caches and schedulers settle within seconds. A burst of a tenth of a second measures the boost clock.

## Rejected

```json
{"duration_s": 0.3}
```

## Mended

```json
{"duration_s": 2.0}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/operating_points",)
LEAST_S = 2.0


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for position, trial in enumerate(point.record["trials"]):
            if trial["duration_s"] < LEAST_S and point.record["purpose"] == "result":
                yield Fault(f"{trial['duration_s']:g} s", f"at least {LEAST_S:g} s", "measure longer",
                            pointer=f"{point.pointer}/trials/{position}/duration_s")
