"""Results that can be ranked, with what decides their comparisons as numbers: to group by numbers costs little."""

from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from lynxsite.index import coded
from lynxsite.registry import Registry
from lynxsite.result import Result
from lynxsite.signature import FACTORS, PLACES, Signature

Numbers = NDArray[np.int64]
BOUND = "bound"
"""What a signature holds beside its parts."""
COLUMNS = {name: place for place, name in enumerate((*PLACES, BOUND))}


@dataclass(frozen=True, eq=False)
class Ranked:
    """Results, newest first, and per result a row of numbers, one per column: equal where that part is."""

    results: list[Result]
    codes: Numbers

    @cached_property
    def rates(self) -> NDArray[np.float64]:
        """Of each the headline throughput."""
        return np.array([result.rate for result in self.results], dtype=np.float64)

    def alike(self, *names: str) -> Numbers:
        """A number per result, equal exactly where all these parts are."""
        return reduce(paired, (self.codes[:, COLUMNS[name]] for name in names))

    @cached_property
    def field(self) -> Numbers:
        """Equal for results that can be ranked with each other: in them only factors differ."""
        return self.alike(*(name for name in COLUMNS if name not in FACTORS))

    @cached_property
    def whole(self) -> Numbers:
        """Equal where everything is."""
        return paired(self.field, self.alike(*FACTORS))

    @cached_property
    def newest(self) -> Numbers:
        """Places of the newest of equal results, newest first."""
        return np.sort(np.unique(self.whole, return_index=True)[1])

    def without(self) -> list[Numbers]:
        """Per factor a number per result, equal exactly where everything else is."""
        columns = [self.codes[:, COLUMNS[name]] for name in FACTORS]
        before = list(accumulate(columns[:-1], paired, initial=self.field))
        after = list(accumulate(columns[:0:-1], paired))[::-1]
        return [*map(paired, before, after), before[-1]]


def paired(first: Numbers, second: Numbers) -> Numbers:
    """A number per place, from 0 on, equal exactly where both numbers are."""
    return np.unique(first * (second.max(initial=0) + 1) + second, return_inverse=True)[1]


@lru_cache(maxsize=2)
def ranked(registry: Registry) -> Ranked:
    """The registry's: those whose deciding leaves are known, and that have a throughput."""
    pairs = [(result, result.signature) for result in registry.results]
    known = [(result, found) for result, found in pairs if found.known and result.rate > 0]
    columns = [coded(texts)[1] for texts in zip(*(_texts(found) for _, found in known), strict=True)]
    codes = np.array(columns, dtype=np.int64).reshape(len(COLUMNS), len(known)).T
    return Ranked([result for result, _ in known], codes)


def _texts(found: Signature) -> tuple[str, ...]:
    return *found.parts, found.bound
