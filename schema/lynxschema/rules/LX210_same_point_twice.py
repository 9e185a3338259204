"""One operating point twice.

## What it checks

That ids of operating points differ, and so do their conditions: scenario, batch, lengths, load and bounds.

## Why it matters

Of two measurements at one point the better one is quoted. Repetition belongs into trials.

## Rejected

```json
{"operating_points": [{"id": "b1", "batch": 1}, {"id": "b1-again", "batch": 1}]}
```

## Mended

```json
{"operating_points": [{"id": "b1", "batch": 1, "trials": []}]}
```
"""

from collections.abc import Iterator
from typing import Any

import orjson

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

READS = ("/operating_points",)
CONDITION = ("scenario", "purpose", "batch", "lengths", "load", "bounds", "latency_definition")


def check(submission: Submission) -> Iterator[Fault]:
    ids: dict[Any, int] = {}
    conditions: dict[Any, int] = {}
    for point in submission.points:
        condition = orjson.dumps([point.record[name] for name in CONDITION], option=orjson.OPT_SORT_KEYS)
        for seen, key in ((ids, point.record["id"]), (conditions, condition)):
            first = seen.setdefault(key, point.number)
            if first != point.number:
                yield Fault(f"{shown(point.record['id'])} like operating point {first}", "each condition once",
                            "put repetitions into trials", pointer=f"{point.pointer}/id")
