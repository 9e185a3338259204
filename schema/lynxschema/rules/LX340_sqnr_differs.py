"""A signal-to-noise ratio that the outputs do not give.

## What it checks

That an SQNR against the catalogue's outputs in fp32 is what the stored outputs give: each of the fixed outputs of each
item once, less the mean over the items. And that it is at least the workload's floor, where there is one.

## Why it matters

Agreement of the first class hides how near the decision was. Noise shows what a reduced precision costs before classes
change, and no model that ignores its input can pass.

## Rejected

```json
{"metric": "sqnr_db", "reference": "fp32_outputs", "value": 38.5}
```

where the outputs give 17.7 dB.

## Mended

```json
{"metric": "sqnr_db", "reference": "fp32_outputs", "value": 17.7}
```
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lynxschema.agreement import disagreements
from lynxschema.catalogue import CatalogueError, references
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission
from lynxschema.sqnr import Outputs, sqnr_db, table

READS = ("/quality", "/workload", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    scores = submission.record["quality"]
    wanted = submission.entry("workloads", submission.record["workload"]["id"]).get("quality", {})
    if wanted.get("reference") != "fp32_outputs":
        return
    for position, score in enumerate([] if state_of(scores) else scores):
        if (score["metric"], score["reference"]) == ("sqnr_db", "fp32_outputs"):
            yield from _score(submission, score, wanted, f"/quality/{position}")


def _score(submission: Submission, score: dict[str, Any], wanted: dict[str, Any], pointer: str) -> Iterator[Fault]:
    try:
        known, digest = references(wanted["file"], submission.own_catalogue)
        reference: Outputs = np.asarray(known["micro"], dtype=np.int64)
    except (CatalogueError, LookupError, ValueError) as error:
        yield Fault(str(error)[:160], "the reference outputs of the catalogue", "mend the registry's own catalogue",
                    pointer=f"{pointer}/reference_sha256")
        return
    yield from disagreements(score["reference_sha256"], digest, f"{pointer}/reference_sha256", "the catalogue")
    columns = submission.columns("outputs")
    outputs = table(columns, *reference.shape) if columns else None
    if outputs is None:
        yield Fault("no outputs" if columns is None else "outputs missing, repeated or one too many",
                    f"{reference.shape[1]} outputs of each of {reference.shape[0]} items in {score['evidence']}",
                    "store the outputs that the catalogue names", pointer=f"{pointer}/evidence")
        return
    computed = sqnr_db(reference, outputs)
    yield from disagreements(score["value"], computed, f"{pointer}/value", "the outputs")
    yield from disagreements(score["total"], len(reference), f"{pointer}/total", "the outputs")
    floor = wanted.get("sqnr_floor_db")
    if floor is not None and computed < floor:
        yield Fault(f"{computed:.4g} dB", f"at least {floor:g} dB, the workload's floor",
                    "publish an executor that keeps the quality", pointer=f"{pointer}/value")
