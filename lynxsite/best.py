"""The fastest executors of a workload at each operating point, with those that tie."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from lynxschema.comparison import ratios
from lynxschema.condition import SCENARIOS
from lynxsite.flips import SUSTAINED
from lynxsite.result import Result
from lynxsite.signature import FACTORS

CHECKED = 20
"""Runners-up that are tested for a tie."""
TAIL = "latency p99, ms"
Classes = list[list[Result]]


class Best(NamedTuple):
    """The leader, executors that tie with it, and how many executors were ranked."""

    leader: Result
    ties: list[Result]
    ranked: int


def best(results: Iterable[Result], most: int) -> list[Best]:
    """One entry per set of results that may be ranked together, of at least two executors; the largest, `most`.

    A scenario in which no two executors may be ranked has one entry, its newest result, ranked with nothing.
    """
    classes: dict[Hashable, dict[Hashable, Result]] = {}
    for result in results:
        found = result.signature
        if found.known and merit(result) > 0:
            classes.setdefault(found.without(*FACTORS), {}).setdefault(found, result)
    ranked = [list(each.values()) for each in classes.values()]
    largest = sorted((each for each in ranked if len(each) > 1), key=len, reverse=True)[:most]
    return [best_of(each, len(each)) for each in (*largest, *_lone(ranked))]


def best_of(results: list[Result], ranked: int) -> Best:
    """The fastest of results that may be ranked together, of which there are `ranked`."""
    leader, *others = sorted(results, key=merit, reverse=True)
    return Best(leader, [other for other in others[:CHECKED] if _ties(leader, other)], ranked)


def merit(result: Result) -> float:
    """What ranks, the more the better: the throughput; where the load sets that, p99's inverse; 0 for none."""
    if is_sustained(result):
        return result.rate
    tail = result.value("p99")
    return 1 / tail if tail else 0.0


def is_sustained(result: Result) -> bool:
    """Whether its throughput is the executor's and not the load's."""
    return result.value("scenario") in SUSTAINED


def _lone(ranked: Classes) -> Classes:
    """Per scenario in which every set is of one executor, the first."""
    first: dict[str, list[Result]] = {}
    for each in sorted(ranked, key=len, reverse=True):
        first.setdefault(each[0].value("scenario"), each)
    return [first[name] for name in SCENARIOS.values() if name in first and len(first[name]) == 1]


def _ties(leader: Result, other: Result) -> bool:
    figure = "throughput" if is_sustained(leader) else TAIL
    found = ratios(leader.point, other.point, ranked=True)
    return any(each["tie"] for each in found if each["figure"].startswith(figure))
