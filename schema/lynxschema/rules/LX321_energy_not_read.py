"""Energy that the meter's readings do not give.

## What it checks

Joules, window and successes of each trial, and of the point their sums, idle power, joules per inference and the
cross-check of counter and power, against `readings.parquet`; the headline's joules per inference against the trials.
The window of a trial lies between two readings: the first with a success, and the first with the greatest count of
successes but one. It holds no gap of more than 3 s.

## Why it matters

Energy is easily read wrong: a counter that wraps, a window that holds the warm-up, idle power left out. Readings show
which it was.

## Rejected

```json
{"window_s": 10.0, "joules": 500.0}
```

where the counter of the only channel rises by 1,000 joules in the window.

## Mended

```json
{"window_s": 10.0, "joules": 1000.0}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema import energy
from lynxschema.agreement import disagreements
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.readings import Readings
from lynxschema.samples import Samples

READS = ("/operating_points", "/evidence")
SOURCE = "the readings"


def check(submission: Submission) -> Iterator[Fault]:
    columns = submission.columns("readings")
    for point in submission.points:
        if columns and not state_of(point.record["energy"]):
            rows = Samples(columns).where(operating_point=point.number)
            trials = [Readings(rows.where(trial=trial["trial"])) for trial in point.record["trials"]]
            yield from _of_trials(point, trials)
            yield from _of_point(point, trials)


def _of_trials(point: Point, trials: list[Readings]) -> Iterator[Fault]:
    channels = point.record["energy"]["channels"]
    for position, (record, readings) in enumerate(zip(point.record["trials"], trials, strict=True)):
        computed = energy.trial_energy(readings, channels)
        pointer = f"{point.pointer}/trials/{position}/energy"
        yield from disagreements(record.get("energy"), computed, pointer, SOURCE)


def _of_point(point: Point, trials: list[Readings]) -> Iterator[Fault]:
    published, pointer = point.record["energy"], f"{point.pointer}/energy"
    kept_back = published["joules_per_inference"]
    shared = kept_back["not_applicable"] if state_of(kept_back) else None
    computed = energy.energy(trials, published["channels"], shared)
    if state_of(computed):
        yield from disagreements(published, computed, pointer, SOURCE)
        return
    yield from disagreements(_alike(published, computed), computed, pointer, SOURCE)
    if not shared and all("energy" in trial for trial in point.record["trials"]):
        yield from _of_headline(point)


def _of_headline(point: Point) -> Iterator[Fault]:
    told = [trial["energy"] for trial in point.record["trials"]]
    figure, pointer = point.record["headline"], f"{point.pointer}/headline"
    place = f"{pointer}/joules_per_inference"
    yield from disagreements(figure.get("joules_per_inference"), energy.headline(told), place, "the trials")
    rows = [trial.rows for trial in point.trials]
    tokens = energy.per_token(told, rows) if len(rows) == len(told) else None
    if tokens:
        each, over = point.record["energy"].get("joules_per_token"), figure.get("joules_per_token")
        yield from disagreements(each, tokens[0], f"{point.pointer}/energy/joules_per_token")
        yield from disagreements(over, tokens[1], f"{pointer}/joules_per_token", "the trials")


def _alike(published: Any, computed: Any) -> Any:
    """The published members that have a computed one."""
    if state_of(published) or state_of(computed) or not isinstance(computed, dict):
        return published
    return {name: _alike(published[name], computed[name]) for name in computed if name in published}
