"""The fastest executors of a workload at each operating point, with those that tie."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from lynxschema.comparison import ratios
from lynxsite.flips import SUSTAINED
from lynxsite.result import Result
from lynxsite.signature import FACTORS

CHECKED = 20
"""Runners-up that are tested for a tie."""


class Best(NamedTuple):
    """The leader, executors that tie with it, and how many executors were ranked."""

    leader: Result
    ties: list[Result]
    ranked: int


def best(results: Iterable[Result], most: int) -> list[Best]:
    """One entry per set of results that may be ranked together, of at least two executors; the largest, `most`."""
    classes: dict[Hashable, dict[Hashable, Result]] = {}
    for result in results:
        found = result.signature
        if found.known and result.value("scenario") in SUSTAINED and result.rate > 0:
            classes.setdefault(found.without(*FACTORS), {}).setdefault(found, result)
    largest = sorted((each for each in classes.values() if len(each) > 1), key=len, reverse=True)[:most]
    return [best_of(list(each.values()), len(each)) for each in largest]


def best_of(results: list[Result], ranked: int) -> Best:
    """The fastest of results that may be ranked together, of which there are `ranked`."""
    leader, *others = sorted(results, key=lambda result: result.rate, reverse=True)
    return Best(leader, [other for other in others[:CHECKED] if _ties(leader, other)], ranked)


def _ties(leader: Result, other: Result) -> bool:
    return bool(next(ratios(leader.point, other.point, ranked=True))["tie"])
