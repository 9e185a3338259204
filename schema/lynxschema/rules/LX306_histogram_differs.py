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

from collections import Counter
from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.evidence import histograms
from lynxschema.finding import Fault
from lynxschema.joined import Joined
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    trials, times = submission.timed
    counts: Counter[int] = Counter()
    for (point, _), count in zip(trials, times.counts, strict=True):
        counts[point.number] += count
    pooled = Joined(times.values, list(counts.values()))
    for number, computed in zip(counts, histograms(pooled), strict=True):
        point = submission.points[number]
        yield from disagreements(point.record["histogram"], computed, f"{point.pointer}/histogram")
