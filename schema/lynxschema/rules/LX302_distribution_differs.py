"""Latencies that the samples do not give.

## What it checks

Mean, least, greatest, every percentile with its upper bound, and for offline points the batch service times of every
trial, against the stored steady rows that succeeded. Percentiles are nearest rank, `sorted[ceil(n*p)-1]`; the bound is
the one-sided 99 % one by order statistics. A percentile that the samples give may not be left out.

## Why it matters

A percentile is the figure that is easiest to improve by hand, and the one that people buy by.

## Rejected

```json
{"p99": {"value": 2.01, "upper": 2.4}}
```

where the samples' p99 is 5.01 ms.

## Mended

```json
{"p99": {"value": 5.01, "upper": 6.1}}
```
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.evidence import Figure, as_figure, as_row, ranked
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.order_statistics import PERCENTILES

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    trials, times = submission.timed
    for (point, trial), row, number in zip(trials, ranked(times), times.counts, strict=True):
        if row != as_row(trial.record[trial.member], number):
            yield from _differences(trial, as_figure(row, number), point.record["purpose"] == "search_step")


def _differences(trial: Trial, computed: Figure, may_omit: bool) -> Iterator[Fault]:
    published = trial.record[trial.member]
    # A percentile that the samples cannot give has a rule of its own.
    published = {name: figure for name, figure in published.items() if name in computed}
    if may_omit:
        computed = {name: figure for name, figure in computed.items() if name in published or name not in PERCENTILES}
    yield from disagreements(published, computed, f"{trial.pointer}/{trial.member}")
