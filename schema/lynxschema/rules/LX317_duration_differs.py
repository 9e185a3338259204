"""A duration that the samples do not give.

## What it checks

Length of the steady phase: from the first steady request to the last completion, failed requests included. It is exact
where all requests are stored. Else it ends in the last period of 100 ms in which a request succeeded, no sooner than
the last stored completion: up to 100 ms of a phase of seconds stay with the harness (see the limits). Where requests
failed, or under an open load, it may last longer.

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
from lynxschema.load.span import Span
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for trial in point.trials:
            least, most = _limits(trial, submission.spans.get(trial.pointer))
            length = trial.record["duration_s"]
            if not (least <= length or isclose(least, length)) or not (length <= most or isclose(length, most)):
                upper = f" to {most:.9g}" if most > least else ""
                yield Fault(f"{length:.9g} s", f"{least:.9g}{upper} s", "publish the length as it was measured",
                            pointer=f"{trial.pointer}/duration_s")


def _limits(trial: Trial, span: Span | None) -> tuple[float, float]:
    """Least and greatest length in s that rows and completions allow."""
    periods = len(trial.record["completions_per_100ms"])
    counts = trial.record["counts"]
    # The last completion may be that of a failed request, which no period counts.
    open_end = trial.scenario == "server" or sum(counts.values()) > counts["ok"]
    longest = float("inf") if open_end else periods / 10
    # From the first stored steady request to the last stored completion.
    seen = (span.ended - span.begun) / 1e9 if span else 0.0
    if trial.stores_all and span:
        return seen, longest if trial.scenario == "server" else seen
    return max(seen, (periods - 1) / 10), longest
