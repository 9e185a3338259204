"""Drift or autocorrelation that the evidence does not give.

## What it checks

Drift against the completions per 100 ms: rate of the last quarter of the whole periods over that of the first, less 1.
Lag-1 autocorrelation against the stored latencies in the order of their requests.

## Why it matters

Both say how far a trial is from the independent, steady process that intervals assume. Who hides them hides a machine
that was heating up or shared.

## Rejected

```json
{"drift": 0.0}
```

where the rate of the last quarter is 0.8 of the first.

## Mended

```json
{"drift": -0.2}
```
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.evidence import autocorrelation, autocorrelations, drift
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    trials, times = submission.timed
    told = zip(trials, autocorrelations(times), strict=True)
    known = {trial.pointer: lag1 for (_, trial), lag1 in told}
    for point in submission.points:
        for trial in point.trials:
            record, pointer = trial.record, trial.pointer
            computed = drift(record["completions_per_100ms"])
            yield from disagreements(record["drift"], computed, f"{pointer}/drift", "the completions per 100 ms")
            lag1 = known[pointer] if pointer in known else autocorrelation(trial.times)
            yield from disagreements(record["autocorrelation_lag1"], lag1, f"{pointer}/autocorrelation_lag1")
