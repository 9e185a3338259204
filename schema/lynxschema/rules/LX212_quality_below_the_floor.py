"""A quality below what the workload accepts.

## What it checks

That a score in the metric of the workload's catalogue entry is at least the floor of that entry.

## Why it matters

A model that answers wrongly can answer at any speed. Below the floor a figure belongs to another product.

## Rejected

```json
{"metric": "top1_accuracy", "correct": 316, "total": 360, "value": 0.8778}
```

on a workload whose floor is 0.97.

## Mended

```json
{"metric": "top1_accuracy", "correct": 356, "total": 360, "value": 0.9889}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/quality", "/workload")


def check(submission: Submission) -> Iterator[Fault]:
    scores = submission.record["quality"]
    wanted = submission.entry("workloads", submission.record["workload"]["id"]).get("quality")
    if wanted is None or state_of(scores):
        return
    for position, score in enumerate(scores):
        value = score["value"]
        if score["metric"] == wanted["metric"] and not state_of(value) and value < wanted["floor"]:
            yield Fault(f"{value:.6g}", f"at least {wanted['floor']:g}, the workload's floor",
                        "publish an executor that keeps the quality", pointer=f"/quality/{position}/value")
