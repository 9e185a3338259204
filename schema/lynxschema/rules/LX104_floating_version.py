"""A version that moves.

## What it checks

Every version, build, commit and revision: `latest`, `main`, `master`, `nightly`, `stable` and ranges such as
`>=1.20` or `1.x` are refused, unless a commit stands beside the word.

## Why it matters

What `latest` was on the day of the run nobody knows a month later.

## Rejected

```json
{"version": "latest"}
```

## Mended

```json
{"version": "nightly-2026.11.20-a83fc4d58c"}
```
"""

import re
from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission
from lynxschema.lookalike import plain
from lynxschema.remembered import remembered

READS = ()
_NAMES = ("version", "build", "commit", "revision", "image_digest", "kernel", "firmware")
_MOVES = re.compile(
    r"(?:^|[^a-z0-9])(latest|main|master|head|trunk|tip|nightly|stable|edge|rolling|current|newest|devel)(?:$|[^a-z0-9])"
)
_RANGE = re.compile(r"^\s*[<>^~=*]|^\d+(\.\d+)*\.[x*]$|,\s*[<>]")
_COMMIT = re.compile(r"[0-9a-f]{7,}|20[0-9]{2}[.-]?[0-9]{2}[.-]?[0-9]{2}")


def check(submission: Submission) -> Iterator[Fault]:
    for pointer, text in submission.places(_floats, _NAMES):
        yield Fault(shown(text), "one version", "write the version that ran, or the commit beside the word",
                    pointer=pointer)


@remembered
def _floats(word: str) -> bool:
    text = plain(word)
    return bool(_RANGE.search(text) or (_MOVES.search(text) and not _COMMIT.search(text)))
