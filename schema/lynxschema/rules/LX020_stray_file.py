"""A file that does not belong to a submission.

## What it checks

That the directory holds the record, the evidence it lists, `errata.json`, and nothing else: no other file,
directory, link or device.

## Why it matters

What nobody checks is published all the same: archives, logs and scripts carry secrets, and a link can lead
anywhere.

## Rejected

```text
submissions/example-lab/<slug>/run.log
```

## Mended

```text
submissions/example-lab/<slug>/submission.json
submissions/example-lab/<slug>/samples.parquet
```
"""

import os
from collections.abc import Iterator
from itertools import islice

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission
from lynxschema.tree import RECORD

READS = ("/evidence",)
ALWAYS = {RECORD, "errata.json"}
MOST = 100


def check(submission: Submission) -> Iterator[Fault]:
    if submission.name != RECORD:
        return  # a record judged by itself, such as an example in a directory of many
    known = ALWAYS | {entry["file"] for entry in submission.record["evidence"]}
    with os.scandir(submission.directory) as entries:
        for entry in sorted(islice(entries, MOST), key=lambda entry: entry.name):
            if entry.is_symlink():
                yield _fault(f"the link {shown(entry.name)}", "put the file itself there")
            elif not entry.is_file(follow_symlinks=False):
                yield _fault(f"{shown(entry.name)}, which is no file", "remove it")
            elif entry.name not in known:
                yield _fault(f"the file {shown(entry.name)}", "remove it, or list it in evidence")


def _fault(found: str, mend: str) -> Fault:
    return Fault(found, f"{RECORD}, errata.json and the evidence that the record lists", mend)
