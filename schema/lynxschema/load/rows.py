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

    def __contains__(self, key: Key) -> bool:
        return key in self._slices

    @cached_property
    def order(self) -> list[Key]:
        """(operating point, trial) of every group of rows, in the order of the rows where they are `ordered`."""
        return list(self._slices)

    def keys(self) -> set[Key]:
        """The same without an order."""
        return set(self._slices)

    @cached_property
    def _starts(self) -> Column:
        starts = [part.start for part in self._slices.values() if isinstance(part, slice)]
        return np.array(starts, dtype=np.int64)

    @property
    def lengths(self) -> Column:
        """Number of rows in each group of rows that are `ordered`."""
        return np.diff(self._starts, append=len(self.all))

    def ascending(self, name: str, least: int, most: int) -> bool:
        """Whether a column's successive rows differ by `least` to `most` within each trial; rows are `ordered`."""
        column = self.all[name]
        steps = column[1:] - column[:-1]
        steps[self._starts[1:] - 1] = least  # from one trial to the next
        return len(steps) == 0 or bool(steps.min() >= least and steps.max() <= most)

    @cached_property
    def phased(self) -> bool:
        """Whether the rows are ordered, and in each trial the steady phase follows the warm-up."""
        return self.ordered and coded(self.all["phase"], PHASES) and self.ascending("phase", 0, len(PHASES))

    @cached_property
    def succeeded(self) -> bool:
        """Whether every request did."""
        return not np.count_nonzero(self.all["status"] != STATUSES["ok"])

    @cached_property
    def _warm(self) -> dict[Key, int]:
        """Rows of warm-up of each trial, counted for all at once; nothing where they are not `phased`."""
        if not self.phased or len(self.all) == 0:
            return {}
        counted = np.add.reduceat(self.all["phase"] == PHASES["warmup"], self._starts, dtype=np.int64)
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
    starts = np.concatenate([[0], edges])
    keys = list(zip(points[starts].tolist(), trials[starts].tolist(), strict=True))
    if len(set(keys)) < len(keys):
        return _scattered(np.stack([points, trials], axis=1))
    return dict(zip(keys, map(slice, starts.tolist(), [*edges.tolist(), len(rows)]), strict=True))


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
