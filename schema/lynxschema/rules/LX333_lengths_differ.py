"""Requests of other lengths than declared.

## What it checks

Where the operating point declares a length profile, `input_items` and `output_items` of the stored steady requests that
succeeded: none longer than its greatest, no input shorter than its least, and no output either where generation goes on
past the end of sequence; for a fixed or uniform profile the mean within what chance gives. A service may add a
template: a tenth and 64 items are left to it.

## Why it matters

Prompts of 128 tokens called 1,024 are eight times as fast. Lengths are the first thing that two results must share.

## Rejected

```json
{"lengths": {"input": {"distribution": "fixed", "mean": 1024, "minimum": 1024, "maximum": 1024}}}
```

over rows whose `input_items` are 128.

## Mended

```json
{"lengths": {"input": {"distribution": "fixed", "mean": 128, "minimum": 128, "maximum": 128}}}
```
"""

from collections.abc import Iterator
from math import sqrt
from typing import Any

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.samples import Column

READS = ("/operating_points", "/evidence")
SHARE, FEW = 1.1, 64
CHANCE = 5
"""Standard errors of the mean of a uniform draw."""


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        if not state_of(point.record["lengths"]):
            for trial in point.trials:
                yield from _of_trial(point, trial)


def _of_trial(point: Point, trial: Trial) -> Iterator[Fault]:
    lengths, rows = point.record["lengths"], trial.steady.succeeded()
    served = point.record["latency_definition"]["transport"] != "in_process"
    for member, column in (("input", "input_items"), ("output", "output_items")):
        profile = lengths[member]
        if column not in rows.columns or len(rows) == 0 or state_of(profile):
            continue
        may_end = member == "output" and lengths["ignore_eos"] is not True
        for found, expected in _faults(rows[column], profile, served, may_end):
            yield Fault(found, expected, "declare the lengths that ran", pointer=f"{point.pointer}/lengths/{member}")


def _faults(items: Column, profile: dict[str, Any], served: bool, may_end: bool) -> Iterator[tuple[str, str]]:
    most = profile["maximum"] * SHARE + FEW if served else profile["maximum"]
    least = 0 if may_end else profile["minimum"] / SHARE - FEW if served else profile["minimum"]
    shortest, longest = int(items.min()), int(items.max())
    if longest > most or shortest < least:
        yield f"{shortest:,} to {longest:,} items a request", f"{profile['minimum']:,} to {profile['maximum']:,}"
    elif profile["distribution"] in ("fixed", "uniform") and not may_end:
        spread = (profile["maximum"] - profile["minimum"]) / sqrt(12 * len(items))
        slack = CHANCE * spread + (profile["mean"] * (SHARE - 1) + FEW if served else 0.5)
        if abs(float(items.mean()) - profile["mean"]) > slack:
            yield f"{float(items.mean()):,.1f} items on the mean", f"{profile['mean']:,.1f}, give or take {slack:,.1f}"
