"""Results that a result can be read beside: controlled partners and replications."""

from functools import lru_cache
from typing import NamedTuple

from lynxsite.controlled import Group, Result, groups
from lynxsite.registry import Registry
from lynxsite.replication import replicated

MOST = 6
Address = tuple[str, str]


class Partner(NamedTuple):
    """A result that differs from another in one factor only; `replication` names no factor."""

    factor: str
    result: Result


@lru_cache(maxsize=2)
def partners(registry: Registry) -> dict[Address, list[Partner]]:
    """Partners by submission's key and operating point: per factor the largest effects first."""
    found: dict[Address, list[Partner]] = {}
    for group in groups(registry):
        _add(found, group)
    for results in replicated(registry):
        _meet(found, "replication", results)
    return found


def _add(found: dict[Address, list[Partner]], group: Group) -> None:
    """Every result meets the newest of each other variant."""
    for variant in group.variants:
        others = [other for other in group.newest if other is not variant[0]]
        for result in variant:
            found.setdefault(_address(result), []).extend(Partner(group.factor, other) for other in others[-MOST:])


def _meet(found: dict[Address, list[Partner]], factor: str, results: list[Result]) -> None:
    for result in results:
        own = result[0].directory.parent
        others = [other for other in results if other[0].directory.parent != own]
        found.setdefault(_address(result), []).extend(Partner(factor, other) for other in others[:MOST])


def _address(result: Result) -> Address:
    return result[0].key, str(result[1]["id"])
