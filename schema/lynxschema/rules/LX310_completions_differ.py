"""Completions per 100 ms that counts, duration or samples do not give.

## What it checks

That the completions sum to the successful requests, that there is a period for every 100 ms of the steady phase, and
that the first periods, which only stored requests can fill, hold what the samples have. Periods count from the first
steady request: its call, or under an open load its scheduled arrival.

## Why it matters

Only the first requests of a long trial are stored. The completions tie the rest to them: a longer count, a shorter
duration or a rate that the samples do not show would break the chain here.

## Rejected

```json
{"counts": {"ok": 5000}, "duration_s": 2.0, "completions_per_100ms": [25, 25, 24, 25]}
```

## Mended

```json
{"counts": {"ok": 99}, "duration_s": 0.4, "completions_per_100ms": [25, 25, 24, 25]}
```
"""

from collections.abc import Iterator

import numpy as np

from lynxschema.evidence import PERIOD_NS, completions_of
from lynxschema.finding import Fault, shown
from lynxschema.joined import Joined
from lynxschema.load.span import Span
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial

READS = ("/operating_points", "/evidence")
MEND = "publish the completions of the whole steady phase as they were counted"


def check(submission: Submission) -> Iterator[Fault]:
    stored = submission.stored
    for trial in stored.trials:
        yield from _sums(trial)
    told = [(trial, submission.spans.get(trial.pointer)) for trial in stored.trials]
    # Rows without times that could be counted are left out: other rules say so.
    sound = [(trial, span) for trial, span in told if span and span.countable]
    if len(sound) == np.count_nonzero(stored.answered.counts) == len(told):
        ended = stored.answered.joined(stored.answered["completed_ns"])
    else:
        ended = Joined.of([trial.answered["completed_ns"] for trial, _ in sound])
    counted = completions_of(ended, [span.begun for _, span in sound])
    for (trial, span), ended_in in zip(sound, counted, strict=True):
        yield from _beginnings(trial, span, ended_in)


def _sums(trial: Trial) -> Iterator[Fault]:
    bins, record = trial.record["completions_per_100ms"], trial.record
    pointer = f"{trial.pointer}/completions_per_100ms"
    if sum(bins) != record["counts"]["ok"]:
        expected = f"{record['counts']['ok']:,}, the requests that succeeded"
        yield Fault(f"{sum(bins):,} completions", expected, MEND, pointer=pointer)
    longest = len(bins) / 10
    if not longest - 0.1 <= record["duration_s"] * (1 + 1e-9):
        found = f"{len(bins)} periods in {record['duration_s']:g} s"
        yield Fault(found, "a period for each 100 ms", MEND, pointer=pointer)


def _beginnings(trial: Trial, span: Span, stored: list[int]) -> Iterator[Fault]:
    # A request that is not stored began after the last stored one did: earlier periods hold stored ones alone.
    whole = (span.last_begun - span.begun) // PERIOD_NS
    expected = stored if trial.stores_all else stored[:whole]
    found = trial.record["completions_per_100ms"]
    found = found if trial.stores_all else found[:whole]
    if found != expected:
        place = _first_difference(found, expected)
        yield Fault(
            shown(found[place:place + 5]), f"{shown(expected[place:place + 5])} from period {place} on", MEND,
            pointer=f"{trial.pointer}/completions_per_100ms",
        )


def _first_difference(one: list[int], other: list[int]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
