"""A histogram that the samples do not give.

## What it checks

Edges and all 64 counts against the stored steady rows that succeeded, of all trials together.

## Why it matters

Charts and search read the histogram and never open the samples: a smoothed one hides the tail from every reader.

## Rejected

A histogram whose last bins, the slowest requests, were set to zero.

## Mended

The histogram as the harness computed it.
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.evidence import histogram
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        if len(point.times):
            yield from disagreements(point.record["histogram"], histogram(point.times), f"{point.pointer}/histogram")
