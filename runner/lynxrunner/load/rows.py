"""Rows of requests as they happen: preallocated integers, nothing else in the loop."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """Requests in the order of their schedule, times in ns of the process's clock, arrays of equal length [n].

    `scheduled` is when the load generator wanted the request to begin, `status` the code of the contract,
    `batch` the number of the batch that a dynamic batcher put the request into, `length` that of its input.
    """

    scheduled: Column
    started: Column
    completed: Column
    status: Column
    batch: Column | None = None
    length: Column | None = None

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

    def columns(self) -> dict[str, Column]:
        """All columns that there are."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: column for name, column in found.items() if column is not None}

    def _each(self, part: Callable[[Column], Column]) -> "Rows":
        return Rows(**{name: part(column) for name, column in self.columns().items()})


def empty(count: int, length: Column | None = None) -> Rows:
    """`count` rows of zeros; written once, so that no page faults are timed."""
    scheduled, started, completed, status = (np.full(count, 0, dtype=np.int64) for _ in range(4))
    return Rows(scheduled, started, completed, status, length=length)


def joined(parts: Iterable[Rows]) -> Rows:
    """One after the other."""
    found = [part.columns() for part in parts]
    return Rows(**{name: np.concatenate([columns[name] for columns in found]) for name in found[0]})
