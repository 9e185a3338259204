"""A quality that the predictions do not give.

## What it checks

That `correct` and `total` are what the predictions score against the catalogue's references, each item predicted once;
that the score is their quotient; and that the references are the catalogue's, by hash.

## Why it matters

A faster executor that answers worse is another product. Accuracy is counted here, never claimed.

## Rejected

```json
{"metric": "top1_accuracy", "correct": 358, "total": 360, "value": 0.9944}
```

where 351 predictions equal their label.

## Mended

```json
{"metric": "top1_accuracy", "correct": 351, "total": 360, "value": 0.975}
```
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lynxschema.agreement import disagreements
from lynxschema.catalogue import EXPECTED, CatalogueError, references
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission
from lynxschema.samples import Column

READS = ("/quality", "/workload", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    scores = submission.record["quality"]
    for position, score in enumerate([] if state_of(scores) else scores):
        pointer = f"/quality/{position}"
        if not state_of(score["correct"]):
            quotient = score["correct"] / score["total"]
            yield from disagreements(score["value"], quotient, f"{pointer}/value", "correct and total")
        yield from _against_references(submission, score, pointer)


def _against_references(submission: Submission, score: dict[str, Any], pointer: str) -> Iterator[Fault]:
    declared = submission.entry("workloads", submission.record["workload"]["id"]).get("quality")
    predictions = submission.columns("predictions")
    if not declared or (declared["metric"], declared["reference"]) != (score["metric"], score["reference"]):
        return
    try:
        found, digest = references(declared["file"], submission.own_catalogue)
    except CatalogueError as error:
        yield Fault(str(error)[:160], "the references that the catalogue names", "mend the registry's own catalogue",
                    pointer=f"{pointer}/reference_sha256")
        return
    yield from disagreements(score["reference_sha256"], digest, f"{pointer}/reference_sha256", "the catalogue")
    if predictions is None:
        yield Fault("no predictions", f"{score['evidence']} beside the record", "add the predictions",
                    pointer=f"{pointer}/evidence")
    else:
        yield from _counted(score, predictions, np.asarray(found[EXPECTED[score["reference"]]]), pointer)


def _counted(score: dict[str, Any], predictions: dict[str, Column], labels: Column, pointer: str) -> Iterator[Fault]:
    items = predictions["item"]
    if not np.array_equal(np.sort(items), np.arange(len(labels))):
        found = f"predictions of {len(np.unique(items)):,} different items in {len(items):,} rows"
        yield Fault(found, f"each of the {len(labels):,} items once", "predict the whole set",
                    pointer=f"{pointer}/total")
        return
    correct = int((predictions["predicted"] == labels[items]).sum())
    yield from disagreements(score["total"], len(labels), f"{pointer}/total", "the predictions")
    yield from disagreements(score["correct"], correct, f"{pointer}/correct", "the predictions")
