"""More power than the limit allows.

## What it checks

Mean power of a chip, package, board or module against the power limit of all devices, with a tenth of slack.

## Why it matters

A meter reading above the limit in force belongs to other devices, another scope or another unit.

## Rejected

```json
{"power_limit_watts": 205, "energy": {"scope": "package", "mean_watts": 820.0}}
```

## Mended

```json
{"power_limit_watts": 205, "energy": {"scope": "package", "mean_watts": 182.0}}
```
"""

from collections.abc import Iterator
from functools import partial

from lynxschema.ceiling import watts
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/executor")
SCOPES = ("chip", "package", "board", "module")
SLACK = 1.1


def check(submission: Submission) -> Iterator[Fault]:
    most = watts(submission.record["executor"]["hardware"], partial(submission.entry, "devices"))
    for point in submission.points:
        energy = point.record["energy"]
        if most is None or state_of(energy) or energy["scope"] not in SCOPES:
            continue
        if energy["mean_watts"] > most * SLACK:
            yield Fault(f"{energy['mean_watts']:.4g} W", f"at most {most:.4g} W, the power limit",
                        "see whether scope, unit or limit is wrong", pointer=f"{point.pointer}/energy/mean_watts")
