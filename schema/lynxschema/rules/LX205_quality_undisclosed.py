"""Reduced precision without a quality.

## What it checks

That an executor which quantizes anything, or converts it to another format such as fp16, has at least one score of the
artefact that ran.

## Why it matters

Speed from fewer bits is bought with accuracy. Without the score nobody knows the price.

## Rejected

```json
{
  "precision": {
    "compute": "int8"
  },
  "quality": {
    "not_measured": {
      "reason": "not_implemented_by_harness",
      "detail": "no"
    }
  }
}
```

## Mended

```json
{"precision": {"compute": "int8"}, "quality": [{"metric": "top1_accuracy", "correct": 3571, "total": 5000}]}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

COVERS = ("/quality",)
READS = ("/quality", "/executor")


def check(submission: Submission) -> Iterator[Fault]:
    executor = submission.record["executor"]
    reduced = "quantization" in executor or executor["precision"]["conversions"]
    if reduced and state_of(submission.record["quality"]):
        yield Fault("no score", "a score of the artefact as it was converted", "score it on the workload's items",
                    pointer="/quality")
