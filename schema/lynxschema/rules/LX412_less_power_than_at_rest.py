"""Less power under load than at rest.

## What it checks

Mean power of the metered window is warned of where it is more than a twentieth below the idle power beside it.

## Why it matters

A device that computes draws no less than one that waits. Either idle was read while something else ran, which makes
the energy above idle too small, or the window was not the load's.

## Rejected

```json
{"mean_watts": 12.0, "idle": {"watts": 41.2}}
```

## Mended

```json
{"mean_watts": 139.5, "idle": {"watts": 41.2}}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

SEVERITY = "warning"
READS = ("/operating_points",)
SLACK = 0.95


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        energy = point.record["energy"]
        if state_of(energy) or state_of(energy["idle"]):
            continue
        idle = energy["idle"]["watts"]
        if energy["mean_watts"] < idle * SLACK:
            yield Fault(f"{energy['mean_watts']:.4g} W", f"at least {idle:.4g} W, the power at idle",
                        "read the idle power again while nothing else runs",
                        pointer=f"{point.pointer}/energy/mean_watts")
