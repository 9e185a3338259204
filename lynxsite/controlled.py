"""Controlled groups: results that differ in exactly one factor, at equal workload and operating point."""

from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lynxsite.registry import Registry
from lynxsite.signature import FACTORS, Signature, signature
from lynxsite.submission import Record, Submission

Result = tuple[Submission, Record]
_Key = tuple[str, Hashable]


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
        return rate(self.newest[-1]) / rate(self.newest[0])


def rate(result: Result) -> float:
    """Headline throughput."""
    return float(result[1]["headline"]["throughput"]["value"])


@lru_cache(maxsize=2)
def groups(registry: Registry) -> list[Group]:
    """Every controlled group, largest effect first. Results meet by key; no pairs are formed."""
    found = [_group(factor, variants) for (factor, _), variants in _keyed(registry).items() if len(variants) > 1]
    return sorted(found, key=lambda group: -group.ratio)


@lru_cache(maxsize=2)
def signed(registry: Registry) -> list[tuple[Result, Signature]]:
    """Results that can be ranked with others, with their signatures."""
    measured = [result for result in registry.results if rate(result) > 0]
    pairs = ((result, signature(*result)) for result in measured)
    return [(result, found) for result, found in pairs if found.known]


def _keyed(registry: Registry) -> dict[_Key, dict[Hashable, list[Result]]]:
    keyed: dict[_Key, dict[Hashable, list[Result]]] = {}
    for result, found in signed(registry):
        for key, part in _keys(found):
            keyed.setdefault(key, {}).setdefault(part, []).append(result)
    return keyed


def _keys(found: Signature) -> Iterator[tuple[_Key, Hashable]]:
    """One key per factor, which leaves that factor out, and the part that was left out."""
    for factor in FACTORS:
        yield (factor, found.without(factor)), found.parts.get(factor)


def _group(factor: str, variants: dict[Hashable, list[Result]]) -> Group:
    ordered = sorted(variants.values(), key=lambda results: rate(results[0]))
    return Group(factor, tuple(map(tuple, ordered)))
