"""A draft submitted as a result.

## What it checks

That `provenance.profile` is `registry`.

## Why it matters

A draft is a quick run or an import without samples: it is for looking at, under a banner, and never for ranking.

## Rejected

```json
{"provenance": {"profile": "draft"}}
```

## Mended

A run without `--quick`, which writes `"profile": "registry"`.
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/provenance",)


def check(submission: Submission) -> Iterator[Fault]:
    if submission.record["provenance"]["profile"] != "registry":
        mend = "measure in full, or check with --profile draft"
        yield Fault('"draft"', '"registry"', mend, pointer="/provenance/profile")
