"""Rows of requests as they happen: preallocated integers, nothing else in the loop."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """Requests in the order of their schedule, times in ns of the process's clock, arrays of equal length [n].

    `scheduled` is when the load generator wanted the request to begin, `status` the code of the contract,
    `batch` the number of the batch that a dynamic batcher put the request into.
    """

    scheduled: Column
    started: Column
    completed: Column
    status: Column
    batch: Column | None = None

    def __len__(self) -> int:
        return len(self.started)

    def head(self, count: int) -> "Rows":
        """The first `count` rows."""
        return self._each(lambda column: column[:count])

    def tail(self, count: int) -> "Rows":
        """The last `count` rows."""
        begin = max(len(self) - count, 0)
        return self._each(lambda column: column[begin:])

    def ordered(self) -> "Rows":
        """In the order in which they began."""
        order = np.argsort(self.started, kind="stable")
        return self._each(lambda column: column[order])

    def service(self) -> Column:
        """Time of each call in ns."""
        return self.completed - self.started

    def columns(self) -> list[Column]:
        """All columns that there are."""
        found = [self.scheduled, self.started, self.completed, self.status]
        return found if self.batch is None else [*found, self.batch]

    def _each(self, part: Callable[[Column], Column]) -> "Rows":
        return Rows(*map(part, self.columns()))


def empty(count: int, scheduled: int = 0) -> Rows:
    """`count` rows of zeros, all scheduled at one time; written once, so that no page faults are timed."""
    columns = [np.full(count, value, dtype=np.int64) for value in (scheduled, 0, 0, 0)]
    return Rows(*columns)


def joined(parts: Iterable[Rows]) -> Rows:
    """One after the other."""
    found = [part.columns() for part in parts]
    return Rows(*(np.concatenate(columns) for columns in zip(*found, strict=True)))
