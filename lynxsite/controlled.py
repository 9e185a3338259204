"""Controlled groups: results that differ in exactly one factor, at equal workload and operating point."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lynxsite.ranked import Numbers, Ranked, paired, ranked
from lynxsite.registry import Registry
from lynxsite.result import Result
from lynxsite.signature import FACTORS

Variants = dict[int, list[Result]]


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
    """Every controlled group, largest effect first. Results meet by number; no pairs are formed."""
    found = ranked(registry)
    made = [_group(factor, variants) for place, (factor, key) in enumerate(zip(FACTORS, found.without(), strict=True))
            for variants in _keyed(found, key, found.codes[:, place])]
    return sorted(made, key=lambda group: -group.ratio)


def _keyed(found: Ranked, key: Numbers, part: Numbers) -> Iterator[Variants]:
    """Of each key with several parts its results by part; of most keys there is one."""
    first = np.unique(paired(key, part), return_index=True)[1]
    several = np.flatnonzero(np.bincount(key[first], minlength=1)[key] > 1)
    keyed: dict[int, Variants] = {}
    for place, one, other in zip(several.tolist(), key[several].tolist(), part[several].tolist(), strict=True):
        keyed.setdefault(one, {}).setdefault(other, []).append(found.results[place])
    yield from keyed.values()


def _group(factor: str, variants: Variants) -> Group:
    ordered = sorted(variants.values(), key=lambda results: results[0].rate)
    return Group(factor, tuple(map(tuple, ordered)))
