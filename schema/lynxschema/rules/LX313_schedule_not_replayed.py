"""Arrivals that are not those of the schedule.

## What it checks

Under an open load, the scheduled arrivals of all stored rows against the schedule replayed from process, rate, seed
and trial, within 1 ns, by schedule index.

## Why it matters

A schedule that slips when the service stalls measures a kinder load than the one that is named.

## Rejected

```json
{"load": {"kind": "open", "process": "poisson", "rate_per_s": 400, "seed": 7}}
```

## Mended

```json
{"load": {"kind": "open", "process": "poisson", "rate_per_s": 200, "seed": 7}}
```
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lynxschema.finding import Fault
from lynxschema.load.point import Point, Trial
from lynxschema.load.submission import Submission
from lynxschema.samples import Column
from lynxschema.schedule import first_arrivals_ns, near_arrivals_ns

READS = ("/operating_points", "/evidence")
MOST = 200_000


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        if point.record["load"]["kind"] == "open":
            for trial in point.trials:
                yield from _of_trial(point, trial)


def _of_trial(point: Point, trial: Trial) -> Iterator[Fault]:
    load, indices, scheduled = point.record["load"], trial.rows["schedule_index"], trial.rows["scheduled_ns"]
    last, first = int(indices.max()), int(indices.min())
    if not 0 <= first <= last < MOST:
        yield Fault(f"schedule indices {first:,} to {last:,}", f"0 to {MOST - 1:,}", "number requests from 0",
                    pointer=trial.pointer)
        return
    terms = (load["rate_per_s"], load["seed"], trial.record["trial"])
    if load["process"] == "poisson" and _gap(scheduled, near_arrivals_ns(last + 1, *terms)[indices]).max() <= 1:
        return  # as nearly every schedule; one that is not quite so near is judged by the exact one
    gap = _gap(scheduled, first_arrivals_ns(last + 1, load["process"], *terms)[indices])
    if float(gap.max()) > 1:
        place = int(np.argmax(gap > 1))
        yield Fault(
            f"arrivals up to {gap.max() / 1e6:.3g} ms off, first at schedule index {int(indices[place])}",
            "the schedule of process, rate, seed and trial", "publish the schedule that ran",
            pointer=f"{point.pointer}/load",
        )


def _gap(scheduled: Column, replayed: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each arrival is from its replay, both since the first that is stored, in ns."""
    gap: NDArray[np.float64] = np.abs((scheduled - scheduled[0]) - (replayed - replayed[0]))
    return gap
