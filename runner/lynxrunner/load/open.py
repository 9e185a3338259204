"""Open load: requests begin on a schedule of their own, whatever the answers take.

Each server takes the next arrival (or batch of them), waits for it, and calls: with one server this is a queue
with one server in one thread, without a hand-over between threads that would cost more than small models do.
A request that finds every server busy begins late; its latency counts from its scheduled arrival.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from lynxrunner.load.attempt import OK, note
from lynxrunner.load.calls import column
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
"""Calls of one server by the number of requests that they answer, or by the length of the one that they answer."""


class Open:
    """The schedule from its beginning, `begins` ns on the clock, in as many stretches as are asked for.

    `schedule` yields arrivals in ns since the beginning, endlessly. Where there are `lengths`, requests take them in
    turn; servers that answer one request at a time may have a call for each.
    """

    def __init__(
        self, servers: Sequence[Server], schedule: Iterator[int], clock: Clock, failures: list[str],
        discipline: Discipline = ONE, watch: Watch = unwatched, lengths: Sequence[int] = (),
    ) -> None:
        self.servers, self.schedule, self.clock = servers, schedule, clock
        self.failures, self.watch, self.watched, self.lengths = failures, watch, 0, lengths
        self.arrivals: list[int] = []
        self.claims = Claims(self.arrivals, discipline.most, discipline.delay_ns)
        self.begins: int | None = None

    def prepare(self, seconds: float, requests: int) -> None:
        """Draw so many further arrivals and so long a span of them, so that no time passes for it later."""
        first, length = self.claims.first, int(seconds * 1e9)
        while len(self.arrivals) - first < max(requests, 1) or self.arrivals[-1] - self.arrivals[first] < length:
            self.arrivals.append(next(self.schedule) + (self.begins or 0))
        self.table = np.array(self.arrivals, dtype=np.int64)

    def run(self, seconds: float, requests: int, typical_ns: float) -> Rows:
        """The next arrivals, at least so many and spanning at least so long, from first arrival to last."""
        first = self.claims.first
        last = self._last(first, int(seconds * 1e9), requests)
        if last > len(self.arrivals):
            self.prepare(seconds, requests)
            last = self._last(first, int(seconds * 1e9), requests)
        if self.begins is None:
            self._begin()
        rows = self._rows(first, last)
        self.claims.open(last)
        jobs = [partial(self._serve, server, rows, first) for server in self.servers]
        self.clock.together(jobs, lambda: self.watch(rows))
        return rows

    def _begin(self) -> None:
        self.table += self.clock.now() + AHEAD_NS
        self.begins = int(self.table[0]) - self.arrivals[0]
        self.arrivals[:] = self.table.tolist()

    def _last(self, first: int, length: int, requests: int) -> int:
        """Number of the arrival that a stretch ends before; beyond those drawn where these do not suffice."""
        if first >= len(self.arrivals):
            return first + 1
        end = bisect_left(self.arrivals, self.arrivals[first] + length, first)
        return max(end + 1, first + requests)

    def _serve(self, server: Server, rows: Rows, offset: int) -> None:
        """One server's loop: nothing but the call between two readings of the clock, and little beside it."""
        now, wait, claim, failures = self.clock.now, self.clock.wait, self.claims.next, self.failures
        # A memoryview takes a Python integer in a third of the time that an array takes.
        started, completed, status = rows.started.data, rows.completed.data, rows.status.data
        varied = rows.length.data if rows.length is not None and len(set(self.lengths)) > 1 else None
        batched, end = rows.batch, now()
        while (batch := claim(end)) is not None:
            number, first, size, due = batch
            place = first - offset
            call = server[varied[place] if varied else size]
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

    def _rows(self, first: int, last: int) -> Rows:
        rows = empty(last - first, column(self.lengths, first, last - first))
        rows.scheduled[:] = self.table[first:last]
        return replace(rows, batch=np.zeros_like(rows.scheduled)) if self.claims.most > 1 else rows

    def _look(self, at: int, rows: Rows, done: int) -> None:
        """An idle moment: a single server looks here, several are looked at from beside."""
        if len(self.servers) == 1 and at - self.watched > TICK_NS:
            self.watched = at
            self.watch(rows.head(done))
