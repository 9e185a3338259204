"""Output per 100 ms that counts or rows do not give.

## What it checks

Where a trial publishes `output_items_per_100ms`: as many periods as it has of completions, none with items and no
completion, in sum its output tokens; and in the first periods, which only stored requests can fill, the `output_items`
of the samples, by the period in which their request was completed.

## Why it matters

Stored are the first requests alone. What came later is told by these periods, and a token rate could be lifted there.

## Rejected

```json
{"generation": {"output_tokens": 1024}, "completions_per_100ms": [4, 4], "output_items_per_100ms": [512, 9000]}
```

## Mended

```json
{"generation": {"output_tokens": 1024}, "completions_per_100ms": [4, 4], "output_items_per_100ms": [512, 512]}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.generation import PERIOD_NS, output_per_100ms
from lynxschema.load.point import Trial
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/evidence")
MOST = 20_000
MEND = "publish the output of the whole steady phase as it was counted"


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for trial in point.trials:
            if "output_items_per_100ms" in trial.record:
                pointer = f"{trial.pointer}/output_items_per_100ms"
                for found, expected in (*_sums(trial), *_beginnings(trial)):
                    yield Fault(found, expected, MEND, pointer=pointer)


def _sums(trial: Trial) -> Iterator[tuple[str, str]]:
    items, completed = trial.record["output_items_per_100ms"], trial.record["completions_per_100ms"]
    if len(items) != len(completed):
        yield f"{len(items)} periods", f"{len(completed)}, as of completions"
    elif any(each and not done for each, done in zip(items, completed, strict=True)):
        yield "items in a period without a completion", "items of completed requests alone"
    tokens = trial.record.get("generation", {}).get("output_tokens")
    if isinstance(tokens, int | float) and sum(items) != tokens:
        yield f"{sum(items):,} items", f"{tokens:,}, the output tokens of the trial"


def _beginnings(trial: Trial) -> Iterator[tuple[str, str]]:
    steady = trial.steady
    if len(steady) == 0 or "output_items" not in steady.columns:
        return
    begins = trial.begins(steady)
    if begins[0] > steady["completed_ns"].min() or steady["completed_ns"].max() - begins[0] >= MOST * PERIOD_NS:
        return  # rows without times that could be counted: other rules say so
    stored = output_per_100ms(steady, int(begins[0]))
    whole = len(stored) if trial.stores_all else int(begins[-1] - begins[0]) // PERIOD_NS
    found = trial.record["output_items_per_100ms"]
    if found[:whole] != stored[:whole]:
        yield shown(found[:5]), f"{shown(stored[:5])}, as the samples have in the first {whole} periods"
