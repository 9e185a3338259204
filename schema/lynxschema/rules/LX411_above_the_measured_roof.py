"""Faster than what the same device was measured to sustain.

## What it checks

Operations and bytes per second of an operating point against the best that a micro-benchmark saw before the run, with
three tenths of slack. Bytes that fit into the caches are left out, and so are records without such a measurement.

## Why it matters

A micro-benchmark finds what a device sustains, not what it can do at most, so this is a warning: it was disturbed, or
operations, bytes or rate are wrong. Either way the roofline of the point misleads.

## Rejected

```json
{"best_operations_per_s": 78000000000, "operations_per_inference": 601600000, "throughput": {"value": 249.4}}
```

## Mended

```json
{"best_operations_per_s": 290000000000, "operations_per_inference": 601600000, "throughput": {"value": 249.4}}
```
"""

from collections.abc import Iterator
from functools import partial
from typing import TypeGuard

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.roofline import Roof, Roofline, roofline

SEVERITY = "warning"
READS = ("/operating_points", "/executor")
SLACK = 1.3


def check(submission: Submission) -> Iterator[Fault]:
    if not any("ceilings" in each for each in submission.record["executor"]["hardware"]["devices"]):
        return
    for point in submission.points:
        found = roofline(submission.record, point.record, partial(submission.entry, "devices"))
        if found:
            yield from _above(found, point.pointer)


def _above(found: Roofline, pointer: str) -> Iterator[Fault]:
    memory = None if found.resident else found.memory
    reached = (("operations", found.operations_per_s, found.arithmetic), ("bytes", found.bytes_per_s, memory))
    for unit, rate, roof in reached:
        if _measured(roof) and rate > roof.per_s * SLACK:
            yield Fault(f"{rate:.3g} {unit}/s", f"about {roof.per_s:.3g} {unit}/s, as measured before the run",
                        "measure again on an idle machine", pointer=f"{pointer}/{unit}_per_inference")


def _measured(roof: Roof | None) -> TypeGuard[Roof]:
    return roof is not None and roof.source == "measured"
