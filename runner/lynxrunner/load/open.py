"""Open load: requests begin on a schedule of their own, whatever the answers take.

Each server takes the next arrival (or batch of them), waits for it, and calls: with one server this is a queue
with one server in one thread, without a hand-over between threads that would cost more than small models do.
A request that finds every server busy begins late; its latency counts from its scheduled arrival.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from lynxrunner.load.attempt import OK, note
from lynxrunner.load.claims import Claims
from lynxrunner.load.clock import TICK_NS, Clock
from lynxrunner.load.load import Watch, unwatched
from lynxrunner.load.rows import Rows, empty
from lynxrunner.runtimes.protocol import Call
from lynxschema.queueing import Discipline

SLACK_NS = 2_000_000
"""Idle time that must lie ahead where the only server watches."""
AHEAD_NS = 1_000_000
"""From building the schedule to its beginning."""

ONE = Discipline()
Server = Mapping[int, Call]
"""Calls of one server by the number of requests that they answer."""


class Open:
    """The schedule from its beginning, `begins` ns on the clock, in as many stretches as are asked for.

    `schedule` yields arrivals in ns since the beginning, endlessly.
    """

    def __init__(
        self, servers: Sequence[Server], schedule: Iterator[int], clock: Clock, failures: list[str],
        discipline: Discipline = ONE, watch: Watch = unwatched,
    ) -> None:
        self.servers, self.schedule, self.clock = servers, schedule, clock
        self.failures, self.watch, self.watched = failures, watch, 0
        self.arrivals: list[int] = []
        self.claims = Claims(self.arrivals, discipline.most, discipline.delay_ns)
        self.begins: int | None = None

    def prepare(self, seconds: float, requests: int) -> None:
        """Draw the arrivals of a stretch that would begin now, so that no time passes for it later."""
        first = self.claims.first
        while len(self.arrivals) <= first or self._short(first, int(seconds * 1e9), requests):
            self.arrivals.append(next(self.schedule) + (self.begins or 0))

    def run(self, seconds: float, requests: int, typical_ns: float) -> Rows:
        """The next arrivals, at least so many and spanning at least so long, from first arrival to last."""
        self._begin(seconds, requests)
        first = self.claims.first
        last = self._last(first, int(seconds * 1e9), requests)
        rows = _rows(self.arrivals[first:last], batched=self.claims.most > 1)
        self.claims.open(last)
        jobs = [partial(self._serve, server, rows, first) for server in self.servers]
        self.clock.together(jobs, lambda: self.watch(rows))
        return rows

    def _begin(self, seconds: float, requests: int) -> None:
        self.prepare(seconds, requests)
        if self.begins is None:
            self.begins = self.clock.now() + AHEAD_NS
            self.arrivals[:] = [at + self.begins for at in self.arrivals]

    def _short(self, first: int, length: int, requests: int) -> bool:
        return len(self.arrivals) - first < requests or self.arrivals[-1] - self.arrivals[first] < length

    def _last(self, first: int, length: int, requests: int) -> int:
        end = int(np.searchsorted(np.array(self.arrivals[first:]), self.arrivals[first] + length)) + 1
        return first + max(end, requests)

    def _serve(self, server: Server, rows: Rows, offset: int) -> None:
        """One server's loop: nothing but the call between two readings of the clock, and little beside it."""
        now, wait, claim, failures = self.clock.now, self.clock.wait, self.claims.next, self.failures
        # A memoryview takes a Python integer in a third of the time that an array takes.
        started, completed, status = rows.started.data, rows.completed.data, rows.status.data
        batched, end = rows.batch, now()
        while (batch := claim(end)) is not None:
            number, first, size, due = batch
            place, call = first - offset, server[size]
            if due - end > SLACK_NS:
                self._look(end, rows, place)
            wait(due)
            begin = now()
            try:
                call()
                ended = OK
            except Exception as error:
                ended = note(error, failures)
            end = now()
            for position in range(place, place + size):
                started[position] = begin
                completed[position] = end
                status[position] = ended
            if batched is not None:
                batched[place : place + size] = number

    def _look(self, at: int, rows: Rows, done: int) -> None:
        """An idle moment: a single server looks here, several are looked at from beside."""
        if len(self.servers) == 1 and at - self.watched > TICK_NS:
            self.watched = at
            self.watch(rows.head(done))


def _rows(arrivals: Sequence[int], batched: bool) -> Rows:
    rows = empty(len(arrivals))
    rows.scheduled[:] = arrivals
    numbers = np.zeros(len(arrivals), dtype=np.int64) if batched else None
    return Rows(rows.scheduled, rows.started, rows.completed, rows.status, numbers)
