"""Evidence of another size than the record says.

## What it checks

Bytes and rows of every evidence file against the record.

## Why it matters

Readers judge from the record how much stands behind a figure; they do not open the file.

## Rejected

```json
{"file": "samples.parquet", "rows": 50000, "bytes": 8123}
```

## Mended

```json
{"file": "samples.parquet", "rows": 540, "bytes": 8123}
```
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

READS = ("/evidence",)


def check(submission: Submission) -> Iterator[Fault]:
    for file in submission.evidence:
        if file.content is not None:
            yield from disagreements(file.declared["bytes"], len(file.content), f"{file.pointer}/bytes", file.file)
        if file.columns is not None:
            yield from disagreements(file.declared["rows"], file.rows, f"{file.pointer}/rows", file.file)
