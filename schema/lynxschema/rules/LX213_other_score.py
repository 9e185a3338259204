"""No score in the workload's own metric.

## What it checks

That a submission of a workload whose catalogue entry says how quality is scored has a score in that metric against
that reference, at whatever precision.

## Why it matters

A metric of one's own choice escapes the workload's floor and the recount of its predictions. A model that answers at
random is fast, too.

## Rejected

```json
{"workload": {"id": "digits-cnn"}, "quality": [{"metric": "sqnr_db", "reference": "custom_outputs", "value": 38.5}]}
```

## Mended

```json
{"workload": {"id": "digits-cnn"}, "quality": [{"metric": "top1_accuracy", "reference": "labels", "value": 0.981}]}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/quality", "/workload")


def check(submission: Submission) -> Iterator[Fault]:
    scores = submission.record["quality"]
    wanted = submission.entry("workloads", submission.record["workload"]["id"]).get("quality")
    if wanted is None:
        return
    found = [] if state_of(scores) else [(score["metric"], score["reference"]) for score in scores]
    if (wanted["metric"], wanted["reference"]) not in found:
        yield Fault(", ".join(metric for metric, _ in found) or "no score",
                    f"{wanted['metric']} against {wanted['reference']}, as the catalogue has it",
                    "score the artefact on the workload's items", pointer="/quality")
