"""Evidence is not listed as the contract has it.

## What it checks

Entries of `evidence`: file name, kind, sha256, rows and bytes; a name is plain, ends in `.parquet` and stands once.

## Why it matters

A name that leaves the directory would make the checker read files of the machine it runs on.

## Rejected

```json
{"file": "../../other/samples.parquet", "kind": "samples"}
```

## Mended

```json
{"file": "samples.parquet", "kind": "samples"}
```
"""

from collections import Counter
from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

COVERS = ("/evidence",)
READS = ("/evidence",)


def check(submission: Submission) -> Iterator[Fault]:
    files = Counter(entry["file"] for entry in submission.record["evidence"])
    kinds = Counter(entry["kind"] for entry in submission.record["evidence"])
    for position, entry in enumerate(submission.record["evidence"]):
        pointer = f"/evidence/{position}"
        if not entry["file"].endswith(".parquet"):
            yield Fault(shown(entry["file"]), "a file that ends in .parquet", "store rows", pointer=f"{pointer}/file")
        if files[entry["file"]] > 1 or kinds[entry["kind"]] > 1:
            yield Fault(f"{entry['kind']} or its file twice", "each once", "list it once", pointer=pointer)
