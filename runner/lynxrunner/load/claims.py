"""Which arrivals a free server takes next: one, or as many as a dynamic batcher lets wait for each other."""

from bisect import bisect_right
from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple


class Batch(NamedTuple):
    """`size` arrivals from number `first` on, complete at `due`, as the `number`-th batch."""

    number: int
    first: int
    size: int
    due: int


class Claims:
    """Hands out the arrivals [from `first` to before `last`] in their order, each once, to any number of threads.

    A batch is complete when it has `most` requests, or when its first has waited for `delay_ns`; a server that
    is free later takes what has come by then. The schedule is known beforehand, so that a batch is known when
    it is claimed; it never holds an arrival from after it was complete.
    """

    def __init__(self, arrivals: Sequence[int], most: int = 1, delay_ns: int = 0) -> None:
        self.arrivals, self.most, self.delay_ns = arrivals, most, delay_ns
        self.first = self.last = self.number = 0
        self.lock = Lock()

    def open(self, last: int) -> None:
        """Let arrivals up to before number `last` be claimed."""
        self.last = last

    def next(self, now: int) -> Batch | None:
        """The next batch for a server that is free at `now`; None where all are taken."""
        with self.lock:
            if self.first >= self.last:
                return None
            batch = Batch(self.number, self.first, *self._size(now))
            self.first, self.number = self.first + batch.size, self.number + 1
            return batch

    def _size(self, now: int) -> tuple[int, int]:
        first, arrivals = self.first, self.arrivals
        if self.most == 1:
            return 1, arrivals[first]
        most = min(self.most, self.last - first)
        due = max(now, min(arrivals[first] + self.delay_ns, arrivals[first + most - 1]), arrivals[first])
        return bisect_right(arrivals, due, first, first + most) - first, due
