"""Successes in the readings that the trial did not complete.

## What it checks

That the successes at each reading lie between what had been completed at the beginning of its period of 100 ms and at
its end, in items: completions times the batch.

## Why it matters

Joules per inference are joules over successes. A count of its own in the readings would loosen the figure from the
requests that ran.

## Rejected

```json
{"at_ns": 1250000000, "successes": 600}
```

where 480 requests had succeeded after 1.3 s.

## Mended

```json
{"at_ns": 1250000000, "successes": 470}
```
"""

from collections.abc import Iterator

import numpy as np

from lynxschema.evidence import PERIOD_NS
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.samples import Samples

READS = ("/operating_points", "/evidence")
MEND = "count at each reading the requests that had succeeded by then"


def check(submission: Submission) -> Iterator[Fault]:
    columns = submission.columns("readings")
    for point in submission.points:
        if columns and not state_of(point.record["energy"]):
            rows = Samples(columns).where(operating_point=point.number)
            for trial in point.trials:
                yield from _of_trial(point, trial, rows.where(trial=trial.record["trial"]))


def _of_trial(point: Point, trial: Trial, rows: Samples) -> Iterator[Fault]:
    steady = trial.rows.steady()
    if len(steady) == 0 or len(rows) == 0:
        return
    done = np.concatenate([[0], np.cumsum(trial.record["completions_per_100ms"], dtype=np.int64)])
    period = (rows["at_ns"] - trial.begins(steady)[0]) // PERIOD_NS
    least, most = (done[np.clip(period + late, 0, len(done) - 1)] * point.record["batch"] for late in (0, 1))
    wrong = np.flatnonzero((rows["successes"] < least) | (rows["successes"] > most))
    if len(wrong):
        first = wrong[0]
        found = f"{rows['successes'][first]:,} successes at {rows['at_ns'][first]:,} ns ({len(wrong):,} such readings)"
        yield Fault(found, f"{least[first]:,} to {most[first]:,}, by the completions per 100 ms", MEND,
                    pointer=f"{trial.pointer}/energy")
