"""A token histogram that the chunks do not give.

## What it checks

Edges and all 64 counts of the pooled histograms of time to first token, time per token and time between tokens, against
the chunks of the stored steady requests that succeeded, of all trials together.

## Why it matters

Pages and searches never open the evidence: what they draw must be what it says.

## Rejected

```json
{"token_histograms": {"ttft_ms": {"lowest_ms": 4.0}}}
```

where no first chunk came before 21 ms.

## Mended

```json
{"token_histograms": {"ttft_ms": {"lowest_ms": 21.4}}}
```
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.finding import Fault
from lynxschema.generation import token_histograms
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/evidence", "/workload")


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        published = point.record.get("token_histograms", {})
        if published and submission.chunks:
            keys = [(point.number, trial.record["trial"]) for trial in point.trials]
            told = [submission.token_columns.get(key) for key in keys]
            computed = token_histograms([each for each in told if each]) if all(told) else {}
            for name, figure in published.items():
                place = f"{point.pointer}/token_histograms/{name}"
                yield from disagreements(figure, computed.get(name), place, "the chunks")
        elif published:
            yield Fault("token histograms and no chunks", "an evidence file of the kind chunks",
                        "store the chunks, or leave the histograms out", pointer=f"{point.pointer}/token_histograms")
