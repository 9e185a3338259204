"""Evidence that is not the file that the record was written for.

## What it checks

That the sha256 of every evidence file is the one in the record.

## Why it matters

The hash binds figures to samples: with another file beside it, the record describes another measurement.

## Rejected

```json
{"file": "samples.parquet", "sha256": "00000000..."}
```

## Mended

```json
{"file": "samples.parquet", "sha256": "<sha256 of the file as it stands there>"}
```
"""

from collections.abc import Iterator

from lynxschema.digest import sha256
from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

READS = ("/evidence",)


def check(submission: Submission) -> Iterator[Fault]:
    for file in submission.evidence:
        if file.content is not None and sha256(file.content) != file.declared["sha256"]:
            yield Fault(
                f"{file.file} with another hash than {shown(file.declared['sha256'])}", sha256(file.content),
                "restore the file that the figures came from, or measure again", pointer=f"{file.pointer}/sha256",
            )
