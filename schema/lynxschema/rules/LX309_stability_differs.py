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
    known = {trial.pointer: lag1 for (_, trial), lag1 in zip(trials, autocorrelations(times), strict=True)}
    for trial in submission.stored.trials:
        record, pointer = trial.record, trial.pointer
        computed, published = drift(record["completions_per_100ms"]), record["drift"]
        if computed != published:
            yield from disagreements(published, computed, f"{pointer}/drift", "the completions per 100 ms")
        lag1, published = known.get(pointer), record["autocorrelation_lag1"]
        lag1 = autocorrelation(trial.times) if lag1 is None else lag1
        if lag1 != published:
            yield from disagreements(published, lag1, f"{pointer}/autocorrelation_lag1")
