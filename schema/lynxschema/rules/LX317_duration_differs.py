"""A duration that the samples do not give.

## What it checks

Length of the steady phase: from the first steady request to the last completion, exactly where all requests are
stored, else to the last period of 100 ms that has completions. An open load may last longer.

## Why it matters

Every rate is divided by it. A duration that is a tenth too short makes every rate a tenth too high.

## Rejected

```json
{"duration_s": 1.8, "completions_per_100ms": [25, 25, 24, 25]}
```

## Mended

```json
{"duration_s": 0.4, "completions_per_100ms": [25, 25, 24, 25]}
```
"""

from collections.abc import Iterator
from math import isclose

from lynxschema.finding import Fault
from lynxschema.load.point import Trial
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for trial in point.trials:
            least, most = _limits(trial)
            length = trial.record["duration_s"]
            if not (least <= length or isclose(least, length)) or not (length <= most or isclose(length, most)):
                upper = f" to {most:.9g}" if most > least else ""
                yield Fault(f"{length:.9g} s", f"{least:.9g}{upper} s", "publish the length as it was measured",
                            pointer=f"{trial.pointer}/duration_s")


def _limits(trial: Trial) -> tuple[float, float]:
    """Least and greatest length in s that rows and completions allow."""
    steady, periods = trial.steady, len(trial.record["completions_per_100ms"])
    longest = float("inf") if trial.scenario == "server" else periods / 10
    if not trial.stores_all or len(steady) == 0:
        return max(periods - 1, 0) / 10, longest
    exact = (int(steady["completed_ns"].max()) - int(trial.begins(steady)[0])) / 1e9
    return exact, exact if trial.scenario != "server" else longest
