"""Several versions where one belongs.

## What it checks

That a version, build or firmware is one: no list of versions parted by commas, semicolons or bars.

## Why it matters

A string that names the versions of five models says of none which one ran.

## Rejected

```json
{"version": "resnet 10.0.1, bert 10.1, gptj 10.2"}
```

## Mended

```json
{"version": "10.1.0"}
```
"""

import re
from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission
from lynxschema.remembered import remembered

READS = ()
NAMES = ("version", "build", "firmware", "kernel")
_VERSION = re.compile(r"\d+\.\d+")
_PARTED = re.compile(r"[,;|]")


def check(submission: Submission) -> Iterator[Fault]:
    for pointer, text in submission.places(_several, NAMES):
        yield Fault(shown(text), "one version", "write the version that ran; list other parts as libraries",
                    pointer=pointer)


@remembered
def _several(text: str) -> bool:
    return _PARTED.search(text) is not None and sum(map(_has_version, _PARTED.split(text))) > 1


def _has_version(part: str) -> bool:
    return _VERSION.search(part) is not None
