"""Weights that the workload does not have.

## What it checks

That the model's hash is one that the workload's catalogue entry lists, where it lists any.

## Why it matters

A name says nothing about weights. A smaller or retrained model under the name of another is faster, and is another
workload.

## Rejected

```json
{"workload": {"id": "digits-cnn", "model": {"name": "digits-cnn", "sha256": "0000..."}}}
```

## Mended

The model file of the workload; or the workload `custom`, with the hash of one's own.
"""

from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/workload",)


def check(submission: Submission) -> Iterator[Fault]:
    workload = submission.record["workload"]
    known = submission.entry("workloads", workload["id"]).get("model_sha256")
    if known and workload["model"]["sha256"] not in known:
        yield Fault(shown(workload["model"]["sha256"]), f"one of {shown(known)}",
                    "measure the workload's model, or call the workload custom", pointer="/workload/model/sha256")
