"""Fewer than five trials.

## What it checks

That every operating point that is a result has at least five trials, each a fresh process.

## Why it matters

Memory layout, clocks and neighbours are drawn anew with each process. The spread between processes is the uncertainty
of a result; requests of one process cannot show it.

## Rejected

```json
{"headline": {"trials": 1}}
```

## Mended

```json
{"headline": {"trials": 5}}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/operating_points",)
LEAST = 5


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        number = len(point.record["trials"])
        if number < LEAST and point.record["purpose"] == "result":
            yield Fault(f"{number} trials", f"at least {LEAST}", "measure with --trials 5",
                        pointer=f"{point.pointer}/trials")
