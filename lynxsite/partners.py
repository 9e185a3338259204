"""Results that a result can be read beside: controlled partners, replications, the fastest it may be ranked with."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lynxsite.controlled import groups
from lynxsite.ranked import Numbers, Ranked, ranked
from lynxsite.registry import Registry
from lynxsite.replication import lab_of, replicated
from lynxsite.result import Result
from lynxsite.signature import FACTORS
from lynxsite.submission import Submission

MOST = 6
REPLICATION, COMPARABLE = "replication", "comparable"


class Circle(NamedTuple):
    """Results that differ from one in one factor only; `replication` and `comparable` name no factor."""

    factor: str
    others: tuple[Result, ...]


END = Circle("", ())
"""After the last circle of a result."""


class Partner(NamedTuple):
    """One of them, as a page names it."""

    factor: str
    key: str
    id: str
    href: str
    name: str


def circles(registry: Registry, submission: Submission) -> list[list[Circle]]:
    """Per result of the submission: per group the variants with the largest throughput, then replications."""
    found = _circles(registry)
    return [found.get(Result(submission, position), []) for position in range(len(submission.rows))]


def state(found: list[list[Circle]]) -> str:
    """Changes whenever the partners of these circles do."""
    return ";".join(_said(circle) for circles in found for circle in (*circles, END))


def partners(found: list[list[Circle]]) -> list[list[Partner]]:
    """The partners of each result, to be shown."""
    return [[_partner(circle.factor, other) for circle in circles for other in circle.others] for circles in found]


@lru_cache(maxsize=2)
def _circles(registry: Registry) -> dict[Result, list[Circle]]:
    """Of each result that has a page; groups with the largest effects first."""
    found: dict[Result, list[Circle]] = {}
    for result, circle in (*_controlled(registry), *_replicated(registry), *_comparable(registry)):
        found.setdefault(result, []).append(circle)
    return found


def _controlled(registry: Registry) -> Iterator[tuple[Result, Circle]]:
    for group in groups(registry):
        fastest = group.newest[-MOST - 1:]
        for variant in group.variants:
            circle = Circle(group.factor, tuple([other for other in fastest if other is not variant[0]][-MOST:]))
            yield from ((result, circle) for result in variant if result.submission.paged)


def _replicated(registry: Registry) -> Iterator[tuple[Result, Circle]]:
    for results in replicated(registry):
        newest = {lab_of(result): result for result in reversed(results)}
        some = list(newest.values())[-MOST - 1:]
        for result in results:
            if result.submission.paged:
                others = [other for other in some if lab_of(other) != lab_of(result)]
                yield result, Circle(REPLICATION, tuple(others[-MOST:]))


def _comparable(registry: Registry) -> Iterator[tuple[Result, Circle]]:
    """The fastest executors of a field, for those from which they differ in several factors."""
    every = ranked(registry)
    fastest = _fastest(every)
    for field, members in _paged(every).items():
        near = fastest[field]
        differing = every.codes[members][:, None, :len(FACTORS)] != every.codes[near][None, :, :len(FACTORS)]
        for place, several in zip(members, differing.sum(axis=2) > 1, strict=True):
            if several.any():
                chosen = near[several][:MOST].tolist()
                yield every.results[place], Circle(COMPARABLE, tuple(every.results[other] for other in chosen))


def _paged(every: Ranked) -> dict[int, list[int]]:
    """Places of the results that have a page, by field."""
    found: dict[int, list[int]] = {}
    for place, (result, field) in enumerate(zip(every.results, every.field.tolist(), strict=True)):
        if result.submission.paged:
            found.setdefault(field, []).append(place)
    return found


def _fastest(every: Ranked) -> list[Numbers]:
    """Of each field the places of its fastest executors: enough that MOST are left when some are left out."""
    newest = every.newest
    ordered = newest[np.lexsort((-every.rates[newest], every.field[newest]))]
    starts = np.flatnonzero(np.diff(every.field[ordered], prepend=-1))
    return [part[:2 * MOST] for part in np.split(ordered, starts[1:])]


def _said(circle: Circle) -> str:
    return ",".join([circle.factor, *map(_told, circle.others)])


@lru_cache(maxsize=65536)
def _told(other: Result) -> str:
    """What a page shows of it: the same few stand on many pages."""
    return f"{other.href} {other.submission.name}"


def _partner(factor: str, other: Result) -> Partner:
    one = other.submission
    return Partner(factor, one.key, other.id, other.href, one.name)
