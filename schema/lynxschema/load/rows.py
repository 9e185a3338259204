"""Rows of samples by operating point and trial, without copying them."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lynxschema.samples import PHASES, STATUSES, Column, Samples

Key = tuple[int, int]


class Part(NamedTuple):
    """One trial's rows in the order of the file, those of its steady phase, and of these the ones that succeeded."""

    rows: Samples
    steady: Samples
    answered: Samples


class Rows:
    """All rows of `samples.parquet`."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.all = Samples(columns)
        self._slices = _slices(self.all)
        self.ordered = all(isinstance(part, slice) for part in self._slices.values()) and _ascend(self._slices)

    def keys(self) -> set[Key]:
        """(operating point, trial) of every group of rows."""
        return set(self._slices)

    def steps(self, name: str) -> Column:
        """Differences of a column's successive rows within each trial; rows are `ordered`."""
        beginnings = [part.start for part in self._slices.values() if isinstance(part, slice) and part.start]
        return np.delete(np.diff(self.all[name]), np.asarray(beginnings, dtype=np.int64) - 1)

    @cached_property
    def phased(self) -> bool:
        """Whether the rows are ordered, and in each trial the steady phase follows the warm-up."""
        return self.ordered and coded(self.all["phase"], PHASES) and bool(np.all(self.steps("phase") >= 0))

    @cached_property
    def succeeded(self) -> bool:
        """Whether every request did."""
        return not np.count_nonzero(self.all["status"] != STATUSES["ok"])

    @cached_property
    def _warm(self) -> dict[Key, int]:
        """Rows of warm-up of each trial, counted for all at once; nothing where they are not `phased`."""
        if not self.phased or len(self.all) == 0:
            return {}
        starts = [part.start for part in self._slices.values() if isinstance(part, slice)]
        counted = np.add.reduceat(self.all["phase"] == PHASES["warmup"], starts, dtype=np.int64)
        return dict(zip(self._slices, counted.tolist(), strict=True))

    def of(self, point: int, trial: int) -> Samples:
        """Rows of one trial in the order of the file; none where there are none."""
        return self.all.part(self._slices.get((point, trial), slice(0)))

    def part(self, point: int, trial: int) -> Part:
        """The same by phase and status, of samples."""
        rows = self.of(point, trial)
        warm = self._warm.get((point, trial))
        steady = rows.steady() if warm is None else rows.part(slice(warm, None))
        return Part(rows, steady, steady if self.succeeded else steady.succeeded())


def _slices(rows: Samples) -> dict[Key, slice | Column]:
    if len(rows) == 0:
        return {}
    points, trials = rows["operating_point"], rows["trial"]
    edges = np.flatnonzero((points[1:] != points[:-1]) | (trials[1:] != trials[:-1])) + 1
    starts, ends = [0, *edges.tolist()], [*edges.tolist(), len(rows)]
    found: dict[Key, slice | Column] = {}
    for start, end in zip(starts, ends, strict=True):
        key = (int(points[start]), int(trials[start]))
        if key in found:
            return _scattered(np.stack([points, trials], axis=1))
        found[key] = slice(start, end)
    return found


def _scattered(keys: Column) -> dict[Key, slice | Column]:
    """Groups of rows that are out of order: another rule says so, and the figures are recomputed all the same."""
    order = np.lexsort((keys[:, 1], keys[:, 0]))
    ordered = keys[order]
    edges = np.flatnonzero(np.any(np.diff(ordered, axis=0) != 0, axis=1)) + 1
    return {(int(keys[part[0], 0]), int(keys[part[0], 1])): part for part in np.split(order, edges)}


def coded(column: Column, codes: Mapping[str, int]) -> bool:
    """Whether every value is one of the codes, which count from 0."""
    return len(column) == 0 or bool(column.min() >= 0 and column.max() < len(codes))


def _ascend(slices: Mapping[Key, slice | Column]) -> bool:
    keys = list(slices)
    return keys == sorted(keys)
