"""Values of several trials end to end: figures of all at once, where each call costs more than a trial's rows."""

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from lynxschema.samples import Column

Number = TypeVar("Number", np.int64, np.float64)


class Joined:
    """`values` [n, ns] of trials with `counts` [trials, each >= 1] of them, in their order."""

    def __init__(self, values: Column, counts: Sequence[int]) -> None:
        self.values, self.counts = values, counts
        numbers = np.array(counts, dtype=np.int64)
        self.ends = numbers.cumsum()
        self.starts = self.ends - numbers

    @classmethod
    def of(cls, parts: Sequence[Column]) -> "Joined":
        """Trials' values, at least one each."""
        joined = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
        return cls(joined, [len(part) for part in parts])

    def alike(self, values: Column) -> "Joined":
        """Other values [n, ns] of the same trials."""
        found = Joined.__new__(Joined)
        found.values, found.counts, found.ends, found.starts = values, self.counts, self.ends, self.starts
        return found

    @cached_property
    def ordered(self) -> Column:
        """Each trial's values ascending."""
        if len(set(self.counts)) == 1:
            return np.sort(self.values.reshape(len(self.counts), -1)).ravel()  # by one call
        found = self.values.copy()
        for part in self.parts(found):
            part.sort()
        return found

    @cached_property
    def means(self) -> NDArray[np.float64]:
        """Mean of each trial [trials]."""
        found: NDArray[np.float64] = self.sums(self.values) / np.asarray(self.counts)
        return found

    def sums(self, values: NDArray[np.int64] | NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
        """Sum over each trial [trials] of other values [n]."""
        found: NDArray[np.float64] = np.add.reduceat(values, self.starts, dtype=np.float64)
        return found

    def each(self, figures: NDArray[Number]) -> NDArray[Number]:
        """A figure of each trial at each of its values [n]."""
        return np.repeat(figures, self.counts)

    def parts(self, values: Column) -> list[Column]:
        """Other values [n], by trial."""
        bounds = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return [values[start:end] for start, end in bounds]
