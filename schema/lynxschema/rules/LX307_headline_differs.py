"""A headline that the trials do not give.

## What it checks

Number of trials, and value, median and 95 % interval of every percentile and of the throughput: geometric mean of the
trials' values, t interval on their logarithms.

## Why it matters

The headline is what is quoted and ranked. Its interval says whether a difference is one.

## Rejected

The best of five trials as the headline.

## Mended

The geometric mean of all five, with its interval.
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.figures import headline
from lynxschema.finding import Fault
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission

READS = ("/operating_points",)


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        if point.record["trials"]:
            yield from _differences(point)


def _differences(point: Point) -> Iterator[Fault]:
    computed = headline(point.record["trials"], point.scenario)
    published = {name: value for name, value in point.record["headline"].items() if name in computed}
    yield from disagreements(published, computed, f"{point.pointer}/headline", "the trials")
