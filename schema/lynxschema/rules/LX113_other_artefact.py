"""Performance of one artefact, quality of another.

## What it checks

That every score names the artefact that the executor ran, by hash.

## Why it matters

Speed measured on the pruned file and accuracy on the full one is the oldest trick of all.

## Rejected

```json
{"quality": [{"artefact_sha256": "<hash of the fp32 model>"}]}
```

## Mended

```json
{"quality": [{"artefact_sha256": "<hash of executor.toolchain.artefact>"}]}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault, shown
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/quality", "/executor")


def check(submission: Submission) -> Iterator[Fault]:
    scores, ran = submission.record["quality"], _artefacts(submission.record["executor"])
    for position, score in enumerate([] if state_of(scores) else scores):
        if score["artefact_sha256"] not in ran:
            yield Fault(shown(score["artefact_sha256"]), f"the artefact that ran, {' or '.join(sorted(ran))}",
                        "score the artefact that was measured", pointer=f"/quality/{position}/artefact_sha256")


def _artefacts(executor: dict[str, Any]) -> set[str]:
    parts = [executor, *executor.get("stages", ())]
    return {part["toolchain"]["artefact"]["sha256"] for part in parts if "toolchain" in part}
