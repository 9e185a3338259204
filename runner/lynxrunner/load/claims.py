"""Which arrivals a free server takes next: one, or as many as a dynamic batcher lets wait for each other."""

from bisect import bisect_right
from collections.abc import Sequence
from threading import Lock

Batch = tuple[int, int, int, int]
"""Its number, its first arrival's number, how many it has, and when it is complete. A plain tuple: it is made
between requests, and a named one takes three times as long."""


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
            first, number = self.first, self.number
            size, due = (1, self.arrivals[first]) if self.most == 1 else self._batch(now)
            self.first, self.number = first + size, number + 1
            return number, first, size, due

    def _batch(self, now: int) -> tuple[int, int]:
        first, arrivals = self.first, self.arrivals
        most = min(self.most, self.last - first)
        due = max(now, min(arrivals[first] + self.delay_ns, arrivals[first + most - 1]), arrivals[first])
        return bisect_right(arrivals, due, first, first + most) - first, due
