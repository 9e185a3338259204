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

from lynxschema.evidence import PERIOD_NS
from lynxschema.finding import Fault, shown
from lynxschema.generation import output_per_100ms
from lynxschema.load.span import Span
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial

READS = ("/operating_points", "/evidence")
MEND = "publish the output of the whole steady phase as it was counted"


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for trial in point.trials:
            if "output_items_per_100ms" in trial.record:
                pointer = f"{trial.pointer}/output_items_per_100ms"
                for found, expected in (*_sums(trial), *_beginnings(trial, submission.spans.get(trial.pointer))):
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


def _beginnings(trial: Trial, span: Span | None) -> Iterator[tuple[str, str]]:
    # Rows without times that could be counted are left out: other rules say so.
    if span is None or not span.countable or "output_items" not in trial.steady.columns:
        return
    stored = output_per_100ms(trial.steady, span.begun)
    whole = len(stored) if trial.stores_all else (span.last_begun - span.begun) // PERIOD_NS
    found = trial.record["output_items_per_100ms"]
    if found[:whole] != stored[:whole]:
        yield shown(found[:5]), f"{shown(stored[:5])}, as the samples have in the first {whole} periods"
