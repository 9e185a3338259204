"""More requests than the stored latencies leave time for.

## What it checks

Requests of the whole steady phase against what the stored part of it shows. Under a closed load and offline: requests
per second times the mean stored time, over the callers or the calls at once, at most 2.5 in one trial and 1.5 over the
trials of a point: it is 1 but for what changes between the stored beginning and the rest. A trial that publishes how
its rate rose, as its drift, may have that much more. Under an open load: no more requests than the rate lets arrive in
the steady phase, by six standard deviations.

## Why it matters

Stored are the first 2,000 requests. What came later is told by counts alone, and a throughput could be lifted there.

## Rejected

```json
{"latency_ms": {"mean": 4.0}, "load": {"concurrency": 1}, "throughput": {"value": 900.0, "unit": "requests/s"}}
```

## Mended

```json
{"latency_ms": {"mean": 4.0}, "load": {"concurrency": 1}, "throughput": {"value": 249.0, "unit": "requests/s"}}
```
"""

from collections.abc import Iterator
from math import sqrt
from statistics import geometric_mean
from typing import Any

import numpy as np

from lynxschema.finding import Fault
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial

READS = ("/operating_points", "/evidence", "/executor")
IN_A_TRIAL, OVER_TRIALS = 2.5, 1.5
CHANCE = 6
"""Standard deviations of a Poisson count."""
MEND = "count the requests of the steady phase as they were answered"


def check(submission: Submission) -> Iterator[Fault]:
    stored = submission.stored
    if np.array_equal(stored.totals, stored.claimed("stored_requests")):
        return  # there is nothing but what is stored
    for point in submission.points:
        trials = [trial for trial in point.trials if not trial.stores_all and len(trial.times)]
        if point.record["load"]["kind"] == "open":
            for trial in trials:
                yield from _arrived(point, trial)
        elif trials:
            yield from _busy(point, trials, _at_once(point, submission.record["executor"]))


def _at_once(point: Point, executor: dict[str, Any]) -> int:
    """Requests in flight, or calls at once."""
    load, scheduling = point.record["load"], executor["scheduling"]
    calls = scheduling["instances"] * scheduling["streams"] * executor["hardware"]["replicas"]
    return int(load["concurrency"] if load["kind"] == "closed" else calls)


def _busy(point: Point, trials: list[Trial], at_once: int) -> Iterator[Fault]:
    shares = [_share(trial, at_once) for trial in trials]
    worst, most, trial = max(
        ((share, IN_A_TRIAL * _risen(trial), trial) for share, trial in zip(shares, trials, strict=True)),
        key=lambda found: found[0] / found[1],
    )
    if worst > most:
        yield Fault(f"{worst:.3g} times as many as the stored times allow", f"at most {most:.3g}", MEND,
                    pointer=f"{trial.pointer}/counts")
    elif geometric_mean(shares) > OVER_TRIALS:
        yield Fault(f"{geometric_mean(shares):.3g} times as many as the stored times allow, over the trials",
                    f"at most {OVER_TRIALS:g}", MEND, pointer=f"{point.pointer}/counts")


def _risen(trial: Trial) -> float:
    """Rate of the last quarter over that of the first, where it rose; recomputed by LX309 from the completions."""
    drift = trial.record.get("drift")
    return 1 + max(drift, 0.0) if isinstance(drift, int | float) else 1.0


def _share(trial: Trial, at_once: int) -> float:
    requests, seconds = sum(trial.record["counts"].values()), trial.record["duration_s"]
    return float(max(requests / seconds * trial.times.mean() / 1e9 / at_once, 1e-9))


def _arrived(point: Point, trial: Trial) -> Iterator[Fault]:
    load, requests = point.record["load"], sum(trial.record["counts"].values())
    due = load["rate_per_s"] * trial.record["duration_s"]
    most = due + (CHANCE * sqrt(due) if load["process"] == "poisson" else 0) + 1
    if requests > most:
        yield Fault(f"{requests:,} requests in {trial.record['duration_s']:.6g} s",
                    f"at most {most:,.0f}, as many as may have arrived", MEND, pointer=f"{trial.pointer}/counts")
