"""A headline that the trials do not give.

## What it checks

Number of trials, and value, median and 95 % interval of every percentile, of token times too, and of the throughput in
every unit: geometric mean of the trials' values, t interval on their logarithms.

## Why it matters

The headline is what is quoted and ranked. Its interval says whether a difference is one.

## Rejected

The best of five trials as the headline.

## Mended

The geometric mean of all five, with its interval.
"""

from collections.abc import Iterator
from typing import Any

from lynxschema import generation
from lynxschema.agreement import disagreements
from lynxschema.evidence import over_trials
from lynxschema.figures import headline
from lynxschema.finding import Fault
from lynxschema.headline import agreeing
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission

READS = ("/operating_points",)
Record = dict[str, Any]


def check(submission: Submission) -> Iterator[Fault]:
    told = [point for point in submission.points if point.record["trials"]]
    agree = agreeing(told)
    for point in told:
        if point.number not in agree:
            yield from _differences(point)
        yield from _further(point)


def _differences(point: Point) -> Iterator[Fault]:
    computed = headline(point.record["trials"], point.scenario)
    published = {name: value for name, value in point.record["headline"].items() if name in computed}
    yield from disagreements(published, computed, f"{point.pointer}/headline", "the trials")


def _further(point: Point) -> Iterator[Fault]:
    """Of token times, and of rates in other units."""
    trials, figure, pointer = point.record["trials"], point.record["headline"], f"{point.pointer}/headline"
    named = [name for name in generation.TIMES if name in figure]
    told = generation.headline(trials) if named else {}
    for name in named:
        yield from disagreements(figure[name], told.get(name), f"{pointer}/{name}", "the trials")
    for place, rate in enumerate(figure.get("further_throughput", ())):
        where = f"{pointer}/further_throughput/{place}"
        yield from disagreements(rate, _over(trials, rate["unit"]), where, "the trials")


def _over(trials: list[Record], unit: str) -> Record | None:
    """The rate in a unit over the trials; None where a trial has none."""
    each = [rate["value"] for trial in trials for rate in trial.get("further_throughput", ()) if rate["unit"] == unit]
    return {**over_trials(each), "unit": unit} if len(each) == len(trials) else None
