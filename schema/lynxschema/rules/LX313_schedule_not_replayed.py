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
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lynxschema.finding import Fault
from lynxschema.joined import Joined
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.schedule import Drawn, first_arrivals_ns, near_arrivals_ns

READS = ("/operating_points", "/evidence")
MOST, MOST_OF_ALL = 200_000, 2_000_000
"""Requests of a trial's schedule and of all: twice the rows that there can be."""


def check(submission: Submission) -> Iterator[Fault]:
    told = [(point, trial) for point in submission.points if point.record["load"]["kind"] == "open"
            for trial in point.trials]
    known = [(*each, *ends) for each, ends in zip(told, _ends([trial for _, trial in told]), strict=True)]
    sound = [_Replay(point, trial, last + 1) for point, trial, first, last in known if 0 <= first <= last < MOST]
    for _, trial, first, last in known:
        if not 0 <= first <= last < MOST:
            yield Fault(f"schedule indices {first:,} to {last:,}", f"0 to {MOST - 1:,}", "number requests from 0",
                        pointer=trial.pointer)
    drawn = sum(replay.number for replay in sound)
    if drawn > MOST_OF_ALL:
        yield Fault(f"{drawn:,} requests in the schedules of all trials", f"at most {MOST_OF_ALL:,}",
                    "store each trial's requests from the first one on", pointer="/operating_points")
        return
    near = _near([replay for replay in sound if replay.load["process"] == "poisson"])
    for replay in sound:
        # One that is not quite so near is judged by the exact schedule.
        yield from _exact(replay) if replay.trial.pointer not in near else ()


class _Replay(NamedTuple):
    """A trial whose stored rows have schedule indices below `number`."""

    point: Point
    trial: Trial
    number: int

    @property
    def load(self) -> dict[str, Any]:
        found: dict[str, Any] = self.point.record["load"]
        return found

    @property
    def terms(self) -> tuple[float, int, int]:
        """Rate, seed and trial."""
        return self.load["rate_per_s"], self.load["seed"], self.trial.record["trial"]


def _ends(trials: list[Trial]) -> Iterator[tuple[int, int]]:
    """Least and greatest schedule index of each."""
    indices = Joined.of([trial.rows["schedule_index"] for trial in trials])
    ends = (of.reduceat(indices.values, indices.starts).tolist() for of in (np.minimum, np.maximum) if trials)
    return zip(*ends, strict=True)


def _near(replays: list[_Replay]) -> set[str]:
    """Pointers of the trials, nearly all of them, that the quick replay of Poisson schedules gives within 1 ns."""
    # All at once, where that takes no more memory than the longest that one may be.
    groups = [replays] if sum(replay.number for replay in replays) <= MOST else [[replay] for replay in replays]
    return {pointer for group in groups if group for pointer in _near_of(group)}


def _near_of(replays: list[_Replay]) -> Iterator[str]:
    scheduled = Joined.of([replay.trial.rows["scheduled_ns"] for replay in replays])
    arrivals = near_arrivals_ns([Drawn(replay.number, *replay.terms) for replay in replays])
    begins = np.cumsum([0, *(replay.number for replay in replays)])[:-1]
    indices = np.concatenate([replay.trial.rows["schedule_index"] for replay in replays])
    gap = np.abs(_since_first(scheduled, scheduled.values) - _since_first(
        scheduled, arrivals[indices + scheduled.each(begins)]))
    for replay, most in zip(replays, np.maximum.reduceat(gap, scheduled.starts).tolist(), strict=True):
        if most <= 1:
            yield replay.trial.pointer


def _exact(replay: _Replay) -> Iterator[Fault]:
    indices = replay.trial.rows["schedule_index"]
    scheduled = Joined.of([replay.trial.rows["scheduled_ns"]])
    arrivals = first_arrivals_ns(replay.number, replay.load["process"], *replay.terms)[indices]
    gap = np.abs(_since_first(scheduled, scheduled.values) - _since_first(scheduled, arrivals))
    if float(gap.max()) > 1:
        place = int(np.argmax(gap > 1))
        yield Fault(
            f"arrivals up to {gap.max() / 1e6:.3g} ms off, first at schedule index {int(indices[place])}",
            "the schedule of process, rate, seed and trial", "publish the schedule that ran",
            pointer=f"{replay.point.pointer}/load",
        )


def _since_first(trials: Joined, times: NDArray[Any]) -> NDArray[Any]:
    """Times [n, ns] of each trial since the first of them that is stored."""
    since: NDArray[Any] = times - trials.each(times[trials.starts])
    return since
