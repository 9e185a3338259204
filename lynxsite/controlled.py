"""Controlled groups: results that differ in exactly one factor, at equal workload and operating point."""

from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lynxsite.registry import Registry
from lynxsite.result import Result
from lynxsite.signature import FACTORS, Signature

_Key = tuple[int, Hashable]


class Group(NamedTuple):
    """Variants of one factor, the slowest first; each is a list of results with equal executors, newest first."""

    factor: str
    variants: tuple[tuple[Result, ...], ...]

    @property
    def newest(self) -> list[Result]:
        """The newest result of each variant."""
        return [variant[0] for variant in self.variants]

    @property
    def ratio(self) -> float:
        """Fastest over slowest throughput; its interval is a matter of the comparison."""
        return self.variants[-1][0].rate / self.variants[0][0].rate


@lru_cache(maxsize=2)
def groups(registry: Registry) -> list[Group]:
    """Every controlled group, largest effect first. Results meet by key; no pairs are formed."""
    found = [_group(key[0], variants) for key, variants in _keyed(registry).items() if len(variants) > 1]
    return sorted(found, key=lambda group: -group.ratio)


@lru_cache(maxsize=2)
def signed(registry: Registry) -> list[tuple[Result, Signature]]:
    """Results that can be ranked with others, with their signatures."""
    pairs = ((result, result.signature) for result in registry.results)
    return [(result, found) for result, found in pairs if found.known and result.rate > 0]


def _keyed(registry: Registry) -> dict[_Key, dict[str, list[Result]]]:
    keyed: dict[_Key, dict[str, list[Result]]] = {}
    for result, found in signed(registry):
        for key, part in _keys(found):
            keyed.setdefault(key, {}).setdefault(part, []).append(result)
    return keyed


def _keys(found: Signature) -> Iterator[tuple[_Key, str]]:
    """One key per factor, which leaves that factor out, and the part that was left out."""
    parts, bound = found.parts, found.bound
    for place in range(len(FACTORS)):
        yield (place, (*parts[:place], *parts[place + 1:], bound)), parts[place]


def _group(place: int, variants: dict[str, list[Result]]) -> Group:
    ordered = sorted(variants.values(), key=lambda results: results[0].rate)
    return Group(FACTORS[place], tuple(map(tuple, ordered)))
