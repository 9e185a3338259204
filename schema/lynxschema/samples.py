"""The evidence files: columns, codes and, in memory, the rows of samples as integer arrays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.int64]

PHASES = {"warmup": 0, "steady": 1}
STATUSES = {"ok": 0, "error": 1, "timeout": 2, "cancelled": 3}
STORED_STEADY = 2000
"""Steady requests stored per trial, unless the percentile that is published needs more."""
STORED_WARMUP = 200
"""Most warm-up requests stored per trial: the last ones, contiguous with the steady phase."""

REQUIRED = {
    "samples": (
        "operating_point", "trial", "schedule_index", "phase", "status",
        "scheduled_ns", "started_ns", "completed_ns", "batch_size",
    ),
    "chunks": ("operating_point", "trial", "schedule_index", "chunk_ns"),
    "predictions": ("item", "predicted"),
    "outputs": ("item", "position", "micro"),
    "readings": ("operating_point", "trial", "channel", "at_ns", "micro", "successes"),
}
OPTIONAL = {
    "samples": ("batch_id", "input_items", "output_items"),
    "chunks": ("tokens",),
    "predictions": (),
    "outputs": (),
    "readings": ("idle",),
}
"""Every column of every evidence file is a 64-bit integer, never null: a string column of a hostile file can
unfold to any size. `readings.micro` is the reading in millionths of the channel's unit (joule or watt), a counter's
since its first row of the trial; `outputs.micro` is the output at one of the reference's positions, in millionths;
`readings.idle` is 1 before the trial's process began and after it ended.
Times are nanoseconds since the trial's start. Rows are ordered by operating_point, trial, schedule_index."""


@dataclass(frozen=True)
class Samples:
    """Rows of `samples.parquet`: arrays of equal length by column name."""

    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return self._length

    @cached_property
    def _length(self) -> int:
        return len(self.columns[next(iter(self.columns))])

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def where(self, **wanted: int) -> "Samples":
        """Rows whose named columns have the given values, in order."""
        if len(self) == 0:
            return self
        kept = _bounds(reduce(np.logical_and, [self[name] == value for name, value in wanted.items()]))
        return self if kept is None else self.part(kept)

    def part(self, kept: slice | NDArray[np.bool_] | Column) -> "Samples":
        """Some of the rows, by their positions or a mask."""
        return Samples(_Part(self.columns, kept))

    def steady(self) -> "Samples":
        """Rows of the steady phase."""
        return self.where(phase=PHASES["steady"])

    def succeeded(self) -> "Samples":
        """Rows of requests that were answered."""
        return self.where(status=STATUSES["ok"])

    def latencies(self, open_load: bool) -> Column:
        """Latency of each row in ns: from the scheduled arrival under an open load, else from the call."""
        begin = self["scheduled_ns"] if open_load else self["started_ns"]
        return self["completed_ns"] - begin


class _Part(Mapping[str, Column]):
    """Columns of some of the rows, each cut when it is asked for: few of them are."""

    def __init__(self, whole: Mapping[str, Column], kept: slice | NDArray[np.bool_] | Column) -> None:
        self._whole, self._kept = whole, kept
        self._known: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._whole[name][self._kept]
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._whole

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)


def _bounds(mask: NDArray[np.bool_]) -> slice | NDArray[np.bool_] | None:
    """The mask, the slice that it is, or None where it keeps all: rows that stand together need no copy."""
    count = int(np.count_nonzero(mask))
    if count == len(mask):
        return None
    first = int(mask.argmax())
    return slice(first, first + count) if np.count_nonzero(mask[first:first + count]) == count else mask


def concatenated(parts: Sequence[Samples], names: Sequence[str]) -> Samples:
    """Some columns of the rows of all parts [>= 1], in order."""
    return Samples({name: np.concatenate([part[name] for part in parts]) for name in names})
