"""A throughput that counts and duration do not give.

## What it checks

That a trial's throughput is its successful requests, times the items of each, over the length of its steady phase;
for tokens, the tokens counted in the trial over that length.

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
from typing import Any

from lynxschema.agreement import disagreements
from lynxschema.evidence import rate
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

READS = ("/operating_points",)
PER_ITEM = ("inferences/s", "images/s", "frames/s")


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for position, trial in enumerate(point.record["trials"]):
            work = _work(trial, point.record["batch"])
            if work is not None:
                computed = rate(1, work, trial["duration_s"])
                pointer = f"{point.pointer}/trials/{position}/throughput/value"
                yield from disagreements(trial["throughput"]["value"], computed, pointer, "counts and duration")


def _work(trial: dict[str, Any], batch: int) -> float | None:
    """Work of the trial in the unit of its throughput; None where the record does not count it."""
    unit, successes = trial["throughput"]["unit"], trial["counts"]["ok"]
    if unit in PER_ITEM or unit == "requests/s":
        return float(successes * (batch if unit in PER_ITEM else 1))
    generation = trial.get("generation", {})
    parts = [generation.get(name) for name in _TOKENS.get(unit, ())]
    counted = [part for part in parts if isinstance(part, int | float)]
    return float(sum(counted)) if counted and len(counted) == len(parts) else None


_TOKENS = {
    "output_tokens/s": ("output_tokens",), "input_tokens/s": ("input_tokens",),
    "total_tokens/s": ("input_tokens", "output_tokens"),
}
