"""A score instead of an operating point.

## What it checks

That no member is called `score`, `tops`, `tflops`, `performance_index`, `samples_per_second` or like a metric of
training.

## Why it matters

Different operating points rank the same devices differently. One number for all hides exactly that.

## Rejected

```json
{"ai_score": 9120}
```

## Mended

```json
{"operating_points": [{"id": "single-stream-b1"}, {"id": "offline-b8"}]}
```
"""

import re
from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.load.clean_text import step
from lynxschema.load.submission import Submission
from lynxschema.remembered import remembered

READS = ()
_SCORE = re.compile(
    r"^(ai_|ml_|overall_|total_|composite_)?(score|index|rating|points)$|^(peak_)?t?(fl)?ops(_per_s|_per_second)?$"
    r"|performance_index|_per_dollar$|^(train|training)_|^(epoch|loss|learning_rate|time_to_train|mfu|samples_per_second)"
)


def check(submission: Submission) -> Iterator[Fault]:
    points = submission.record.get("operating_points")
    told = [("", submission.record), *((f"/operating_points/{number}", point) for number, point in
                                       enumerate(points if isinstance(points, list) else ()))]
    known = [(pointer, part) for pointer, part in told if isinstance(part, dict)]
    scores = _is_score.among(frozenset().union(*(part for _, part in known)))
    for pointer, part in known if scores else ():
        for name in part:
            if name in scores:
                yield Fault(f"the member {shown(name)}", "figures of operating points", "remove it",
                            pointer=f"{pointer}/{step(name)}")


@remembered
def _is_score(name: str) -> bool:
    return _SCORE.search(name.lower()) is not None

