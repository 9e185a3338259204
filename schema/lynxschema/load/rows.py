"""Rows of samples by operating point and trial, without copying them."""

from collections.abc import Mapping

import numpy as np

from lynxschema.samples import Column, Samples

Key = tuple[int, int]


class Rows:
    """All rows of `samples.parquet`."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.all = Samples(columns)
        self._slices = _slices(self.all)
        self.ordered = all(isinstance(part, slice) for part in self._slices.values()) and _ascend(self._slices)

    def keys(self) -> set[Key]:
        """(operating point, trial) of every group of rows."""
        return set(self._slices)

    def of(self, point: int, trial: int) -> Samples:
        """Rows of one trial in the order of the file; none where there are none."""
        part = self._slices.get((point, trial), np.empty(0, dtype=np.int64))
        return Samples({name: column[part] for name, column in self.all.columns.items()})


def _slices(rows: Samples) -> dict[Key, slice | Column]:
    if len(rows) == 0:
        return {}
    keys = np.stack([rows["operating_point"], rows["trial"]], axis=1)
    edges = np.flatnonzero(np.any(np.diff(keys, axis=0) != 0, axis=1)) + 1
    starts, ends = [0, *edges.tolist()], [*edges.tolist(), len(rows)]
    found: dict[Key, slice | Column] = {}
    for start, end in zip(starts, ends, strict=True):
        key = (int(keys[start, 0]), int(keys[start, 1]))
        if key in found:
            return _scattered(keys)
        found[key] = slice(start, end)
    return found


def _scattered(keys: Column) -> dict[Key, slice | Column]:
    """Groups of rows that are out of order: another rule says so, and the figures are recomputed all the same."""
    order = np.lexsort((keys[:, 1], keys[:, 0]))
    ordered = keys[order]
    edges = np.flatnonzero(np.any(np.diff(ordered, axis=0) != 0, axis=1)) + 1
    return {(int(keys[part[0], 0]), int(keys[part[0], 1])): part for part in np.split(order, edges)}


def _ascend(slices: Mapping[Key, slice | Column]) -> bool:
    keys = list(slices)
    return keys == sorted(keys)
