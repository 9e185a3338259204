"""A goodput that the rows do not give.

## What it checks

Share of the stored steady requests, failed ones included, that held every bound of the operating point: latency, time
to first token, time per token, and each time between two tokens. Without bounds there is no goodput.

## Why it matters

Goodput is throughput that somebody could use. Counted over other requests or looser bounds it is a number of its own.

## Rejected

```json
{"bounds": [{"metric": "ttft_ms", "limit_ms": 200}], "generation": {"goodput_share": 0.99}}
```

where 412 of 500 requests had their first token within 200 ms.

## Mended

```json
{"bounds": [{"metric": "ttft_ms", "limit_ms": 200}], "generation": {"goodput_share": 0.824}}
```
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.finding import Fault
from lynxschema.goodput import goodput
from lynxschema.leaves import state_of
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for trial in point.trials:
            published = trial.record.get("generation", {}).get("goodput_share")
            if published is not None and not state_of(published):
                yield from _differs(submission, point, trial, published)


def _differs(submission: Submission, point: Point, trial: Trial, published: float) -> Iterator[Fault]:
    bounds, pointer = point.record["bounds"], f"{trial.pointer}/generation/goodput_share"
    chunks = submission.chunks.of(point.number, trial.record["trial"]) if submission.chunks else None
    computed = None if state_of(bounds) else goodput(trial.rows, chunks, bounds, trial.scenario == "server")
    if computed is None:
        yield Fault(f"{published:.4g}", "no goodput: no bounds, or no chunks to hold against them",
                    "state the bounds and store the chunks, or say that it does not apply", pointer=pointer)
    else:
        yield from disagreements(published, computed, pointer)
