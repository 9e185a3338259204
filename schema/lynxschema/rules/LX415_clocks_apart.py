"""Clocks that came apart.

## What it checks

By how much the wall clock gained on the monotonic clock during a trial, where the trial says: more than 10 ms and
500 ppm of its steady phase, in either direction, is warned of.

## Why it matters

Adjusting a clock moves it by 500 ppm at most. More means that a clock was set, or that the machine slept, while
latencies and readings of power were timed by both.

## Rejected

```json
{"duration_s": 2.6, "noise": {"wall_clock_apart_s": 0.8}}
```

## Mended

```json
{"duration_s": 2.6, "noise": {"wall_clock_apart_s": 0.0002}}
```
"""

from collections.abc import Iterator

from lynxschema.clocks import most_apart_s
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

SEVERITY = "warning"
READS = ("/operating_points",)


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for position, trial in enumerate(point.record["trials"]):
            apart, most = trial["noise"].get("wall_clock_apart_s"), most_apart_s(trial["duration_s"])
            if isinstance(apart, int | float) and abs(apart) > most:
                yield Fault(f"{apart:.3g} s", f"-{most:.3g} to {most:.3g} s", "measure again with a clock left alone",
                            pointer=f"{point.pointer}/trials/{position}/noise/wall_clock_apart_s")
