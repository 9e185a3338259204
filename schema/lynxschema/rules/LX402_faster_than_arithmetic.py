"""More operations per second than the arithmetic units can do.

## What it checks

Operations per inference, as stated or as the workload's catalogue entry has them, whichever are more, times inferences
per second, against the peak of the devices for the declared compute format, or for fp32 the format that its math mode
multiplies in: the lower of catalogue and disclosure, with a tenth of slack, and twice that where weights are sparse.

## Why it matters

A rate above the peak was computed in another format, on other devices, or not at all.

## Rejected

```json
{
  "operations_per_inference": 8200000000,
  "headline": {
    "throughput": {
      "value": 9000000.0,
      "unit": "inferences/s"
    }
  }
}
```

## Mended

```json
{
  "operations_per_inference": 8200000000,
  "headline": {
    "throughput": {
      "value": 9000.0,
      "unit": "inferences/s"
    }
  }
}
```
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from lynxschema.ceiling import items_per_s, operations
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/executor", "/workload")
SLACK = 1.1


def check(submission: Submission) -> Iterator[Fault]:
    most = operations(submission.record["executor"], partial(submission.entry, "devices"))
    entry = submission.entry("workloads", submission.record["workload"]["id"])
    for point in submission.points:
        # With lengths, an inference has as many operations as its input is long.
        known = entry.get("operations_per_item") if state_of(point.record["lengths"]) else None
        each, rate = max(_stated(point.record), known or 0.0), items_per_s(point.record)
        if most is None or rate is None:
            continue
        if each * rate > most * SLACK:
            yield Fault(f"{each * rate:.3g} operations/s", f"at most {most:.3g} operations/s, the devices' peak",
                        "see whether operations, rate or peak is wrong",
                        pointer=f"{point.pointer}/operations_per_inference")


def _stated(point: dict[str, Any]) -> float:
    each = point["operations_per_inference"]
    return float(each) if isinstance(each, int | float) else 0.0
