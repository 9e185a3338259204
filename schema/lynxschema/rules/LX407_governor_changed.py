"""A frequency governor that changed while measuring.

## What it checks

Whether the governor before and after a trial is the same, and the same in all trials of a submission.

## Why it matters

A change of governor, of the power mode or of the power source behind it, changes the clock. Trials on either side of it
measure two machines.

## Rejected

```json
{"governor": {"before": "performance", "after": "powersave"}}
```

## Mended

```json
{"governor": {"before": "performance", "after": "performance"}}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

SEVERITY = "warning"
READS = ("/operating_points",)


def check(submission: Submission) -> Iterator[Fault]:
    first = None
    for point in submission.points:
        for position, trial in enumerate(point.record["trials"]):
            governor = trial["noise"]["governor"]
            if state_of(governor):
                continue
            first = first or governor["before"]
            other = next((name for name in (governor["before"], governor["after"]) if name != first), None)
            if other:
                yield Fault(shown(other), f"{shown(first)} throughout", "fix the governor, and measure again",
                            pointer=f"{point.pointer}/trials/{position}/noise/governor")
