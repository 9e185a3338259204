"""No operating point that is a result.

## What it checks

That at least one operating point has the purpose `result`.

## Why it matters

The steps of a search store fewer requests and publish no tails: they show how a result was found. On their own they
are measurements under lighter rules.

## Rejected

```json
{"operating_points": [{"id": "c8", "purpose": "search_step"}, {"id": "c16", "purpose": "search_step"}]}
```

## Mended

```json
{"operating_points": [{"id": "c8", "purpose": "search_step"}, {"id": "c16", "purpose": "result"}]}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/operating_points",)


def check(submission: Submission) -> Iterator[Fault]:
    points = submission.points
    if all(point.record["purpose"] == "search_step" for point in points):
        yield Fault(f"{len(points)} of {len(points)} points are steps of a search", "a point whose purpose is result",
                    "measure the point that the search found as a result", pointer="/operating_points")
