"""A throughput that counts and duration do not give.

## What it checks

That a trial's throughput, in every unit that it is published in, is its successful requests, times the items of each,
over the length of its steady phase; for tokens, the tokens counted in the trial over that length.

## Why it matters

A rate is the figure most often quoted, and its unit the one most often mixed up: requests, images and tokens differ by
orders of magnitude.

## Rejected

```json
{"counts": {"ok": 500}, "duration_s": 2.0, "throughput": {"value": 2494.0, "unit": "inferences/s"}}
```

## Mended

```json
{"counts": {"ok": 500}, "duration_s": 2.0, "throughput": {"value": 250.0, "unit": "inferences/s"}}
```
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.evidence import rate
from lynxschema.figures import work
from lynxschema.finding import Fault
from lynxschema.load.point import Record
from lynxschema.load.submission import Submission

READS = ("/operating_points",)


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for position, trial in enumerate(point.record["trials"]):
            pointer = f"{point.pointer}/trials/{position}"
            yield from _differs(trial, trial["throughput"], point.record["batch"], f"{pointer}/throughput")
            for place, further in enumerate(trial.get("further_throughput", ())):
                where = f"{pointer}/further_throughput/{place}"
                yield from _differs(trial, further, point.record["batch"], where)


def _differs(trial: Record, published: Record, batch: int, pointer: str) -> Iterator[Fault]:
    done = work(trial, published["unit"], batch)
    # What the record does not count has a rule of its own.
    if done is not None:
        computed = rate(1, done, trial["duration_s"])
        yield from disagreements(published["value"], computed, f"{pointer}/value", "counts and duration")
