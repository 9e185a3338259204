"""More operations per inference than the workload has.

## What it checks

Where an input has no length, the operations per inference that a point states against those of the workload's
catalogue entry: at most twice as many. Fewer are allowed: compilers fold some, and ceilings count the catalogue's.

## Why it matters

Operations per second and the place under the roofline are this number times the rate: who overstates it shows a device
at work that mostly waits. The weights are those of the catalogue, and so are the operations.

## Rejected

```json
{"workload": {"id": "digits-cnn"}, "operations_per_inference": 601600000}
```

## Mended

```json
{"workload": {"id": "digits-cnn"}, "operations_per_inference": 913408}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/workload")
MOST = 2.0


def check(submission: Submission) -> Iterator[Fault]:
    known = submission.entry("workloads", submission.record["workload"]["id"]).get("operations_per_item")
    for point in submission.points:
        stated = point.record["operations_per_inference"]
        # With lengths, an inference has as many operations as its input is long.
        if known is None or not state_of(point.record["lengths"]) or not isinstance(stated, int | float):
            continue
        if stated > MOST * known:
            yield Fault(f"{stated:.4g}", f"at most {MOST:g} times {known:.4g}, the workload's",
                        "state the operations of the workload's graph, multiplications and additions counted apart",
                        pointer=f"{point.pointer}/operations_per_inference")
