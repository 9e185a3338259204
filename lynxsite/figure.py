"""Figures over trials, rounded to their interval."""

from typing import Any, NamedTuple

from lynxschema.leaves import state_of
from lynxschema.numeral import rounded, significant
from lynxsite.state import why

Record = dict[str, Any]
PERCENTILES = {"p50": "p50", "p90": "p90", "p95": "p95", "p99": "p99", "p99_9": "p99.9"}
TIMES = {
    "latency_ms": "Latency of a request",
    "batch_service_ms": "Service time of a batch",
    "ttft_ms": "Time to first token",
    "tpot_ms": "Time per output token",
    "itl_ms": "Time between tokens",
}


class Figure(NamedTuple):
    """Value, 95 % interval and median as text; `why` says why there is no interval."""

    value: str
    interval: str
    median: str
    why: str = ""


class Percentile(NamedTuple):
    """One row of a percentile table. `bound` is the greatest upper bound of any trial."""

    name: str
    figure: Figure
    bound: str


class Times(NamedTuple):
    """A kind of time that the point publishes, in milliseconds."""

    member: str
    title: str
    percentiles: list[Percentile]


def figure(published: Record) -> Figure:
    """A published figure as text."""
    value, median, interval = published["value"], published["median"], published["interval"]
    if state_of(interval):
        return Figure(significant(value), "", significant(median), why(interval))
    low, high = interval["low"], interval["high"]
    texts = [rounded(number, low, high) for number in (value, low, high, median)]
    return Figure(texts[0], f"{texts[1]} to {texts[2]}", texts[3])


def times(point: Record) -> list[Times]:
    """Every kind of time over trials that the point publishes."""
    return [
        Times(member, title, _percentiles(point, member))
        for member, title in TIMES.items() if member in point["headline"]
    ]


def _percentiles(point: Record, member: str) -> list[Percentile]:
    published = point["headline"][member]
    return [
        Percentile(name, figure(published[key]), _bound(point["trials"], member, key))
        for key, name in PERCENTILES.items() if key in published
    ]


def _bound(trials: list[Record], member: str, key: str) -> str:
    found = [_distribution(trial, member).get(key) for trial in trials]
    upper = [percentile["upper"] for percentile in found if percentile]
    return significant(max(upper), 4) if upper else ""


def _distribution(trial: Record, member: str) -> Record:
    """A trial's distribution of a kind of time; token times stand under `generation`."""
    found: Record = trial.get(member) or trial.get("generation", {}).get(member, {})
    return found
