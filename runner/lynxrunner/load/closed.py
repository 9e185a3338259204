"""Closed load: N in flight, each the next as soon as its answer is there."""

from collections.abc import Iterable, Sequence
from functools import partial
from math import inf

from lynxrunner.load.attempt import note
from lynxrunner.load.calls import Calls, column, paired
from lynxrunner.load.clock import TICK_NS, Clock
from lynxrunner.load.load import Watch, unwatched
from lynxrunner.load.rows import Rows, empty, joined

LEAST_CAPACITY, LARGEST_CAPACITY = 1_000, 4_000_000


class Closed:
    """One caller per member of `callers`, each in a thread of its own where there are several.

    A caller has a call for each of the `lengths`, which requests take in turn. A raising call becomes a row with the
    status `error`; the texts of the first few go to `failures`.
    """

    def __init__(
        self, callers: Sequence[Calls], clock: Clock, failures: list[str], watch: Watch = unwatched,
        lengths: Sequence[int] = (),
    ) -> None:
        self.callers, self.clock, self.failures, self.watch = callers, clock, failures, watch
        self.lengths, self.asked = lengths, 0
        self.begins: int | None = None

    def prepare(self, seconds: float, requests: int) -> None:
        """Nothing: there is no schedule."""

    def run(self, seconds: float, requests: int, typical_ns: float) -> Rows:
        """Requests for at least `seconds` and at least `requests` of them, `scheduled` left 0."""
        length, parts = int(seconds * 1e9), [self._stretch(int(seconds * 1e9), requests, typical_ns)]
        while (missing := requests - sum(map(len, parts))) > 0 or _left(parts, length) > 0:
            parts.append(self._stretch(max(_left(parts, length), 0), missing, typical_ns))
        rows = joined(parts)
        # Callers draw their number a moment before they call: two may change places in between.
        return rows if len(self.callers) == 1 else rows.ordered()

    def _stretch(self, length: int, requests: int, typical_ns: float) -> Rows:
        """As many requests as fit into rows of one allocation, at most."""
        capacity = _capacity(length, requests, typical_ns / len(self.callers))
        rows = empty(capacity, column(self.lengths, self.asked, capacity))
        tickets = iter(range(len(rows)))
        stop = self.clock.now() + length
        while True:
            # Several callers are watched from beside; a single one pauses, or watching would be timed.
            pause = self.clock.now() + TICK_NS if len(self.callers) == 1 else inf
            jobs = [partial(self._caller, calls, rows, tickets, stop, requests - 1, pause) for calls in self.callers]
            self.clock.together(jobs, lambda: self.watch(rows))
            used = next(tickets, len(rows))
            # The ticket that was taken to ask is handed out again.
            tickets = iter(range(used, len(rows)))
            if used == len(rows) or (used >= requests and self.clock.now() >= stop):
                self.asked += used
                return rows.head(used)
            self.watch(rows.head(used))

    def _caller(
        self, calls: Calls, rows: Rows, tickets: Iterable[int], stop: float, last: int, pause: float
    ) -> None:
        """The timed loop: nothing but the call between two readings of the clock."""
        now, failures = self.clock.now, self.failures
        # A memoryview takes a Python integer in a third of the time that an array takes.
        started, completed = rows.started.data, rows.completed.data
        for position, call in paired(tickets, calls, rows.length):
            begin = now()
            try:
                call()
            except Exception as error:
                rows.status[position] = note(error, failures)
            end = now()
            started[position] = begin
            completed[position] = end
            if end >= pause or (end >= stop and position >= last):
                break


def _left(parts: Sequence[Rows], length: int) -> int:
    """Time in ns until so much has passed from the first call to the last return."""
    return int(parts[0].started.min()) + length - int(max(part.completed.max() for part in parts))


def _capacity(left_ns: int, missing: int, typical_ns: float) -> int:
    expected = int(1.3 * left_ns / max(typical_ns, 100))
    return min(max(expected, missing, LEAST_CAPACITY), LARGEST_CAPACITY)
