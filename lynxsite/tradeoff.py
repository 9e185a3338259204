"""Throughput against time: the points of a workload's chart."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, NamedTuple

from lynxschema.condition import batch, condition
from lynxschema.leaves import state_of
from lynxsite.column import PER
from lynxsite.result import Result

Record = dict[str, Any]


MOST = 400
"""Dots that a chart can be read with, and a page carried."""


class Dot(NamedTuple):
    """One result on the chart. `low` and `high` are the throughput's interval, or its value twice."""

    ms: float
    rate: float
    low: float
    high: float
    unit: str
    precision: str
    executor: str
    condition: str
    series: str
    order: float
    href: str


def dots(results: Iterable[Result], member: str, root: str) -> list[dict[str, Any]]:
    """The first MOST results that publish this kind of time with a p50, as plain data."""
    fitting = (result for result in results if _fits(result, member))
    return [_dot(result, member, root)._asdict() for result in islice(fitting, MOST)]


def _fits(result: Result, member: str) -> bool:
    """Told by the row: of a hundred thousand results few are opened."""
    stands = not result.submission.withdrawn
    return stands and result.value("p50") is not None and result.value("per") == PER[member]


def _dot(result: Result, member: str, root: str) -> Dot:
    submission, point = result.submission, result.point
    rate = point["headline"]["throughput"]
    interval = rate["interval"]
    low, high = (rate["value"],) * 2 if state_of(interval) else (interval["low"], interval["high"])
    return Dot(
        ms=point["headline"][member]["p50"]["value"], rate=rate["value"], low=low, high=high, unit=rate["unit"],
        precision=submission.precision, executor=submission.executor, condition=condition(point),
        series=f"{submission.key} {point['scenario']}", order=_order(point),
        href=f"{root}{result.href}",
    )


def _order(point: Record) -> float:
    load = point["load"]
    return float(load.get("concurrency") or load.get("rate_per_s") or batch(point) or 0)
