"""Virtual time: threads run the real load generators, and time passes only while all of them wait.

One thread runs at a time, the one that wakes first, so that every figure is exact and no test waits.
"""

import heapq
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import count, cycle

import numpy as np

from lynxrunner.load.clock import Clock, Job
from lynxrunner.load.open import ONE, Open
from lynxrunner.load.rows import Rows
from lynxrunner.runtimes.protocol import Call
from lynxschema.queueing import Discipline
from lynxschema.samples import Samples
from lynxschema.schedule import arrivals_ns

MS = 1_000_000


class Virtual:
    """A clock that begins at 0."""

    def __init__(self) -> None:
        self.at, self.numbers = 0, count()
        self.sleeping: list[tuple[int, int, threading.Event]] = []

    def clock(self) -> Clock:
        """As the load generators take it."""
        return Clock(lambda: self.at, self.pause, self.together)

    def pause(self, ns: int) -> None:
        """Wait in virtual time."""
        if not self.sleeping:
            self.at += ns
            return
        woken = self._sleep(ns)
        self._wake_next()
        woken.wait()

    def together(self, jobs: Sequence[Job], meanwhile: Job) -> None:
        """One job here, several in threads."""
        if len(jobs) == 1:
            return jobs[0]()
        threads = [threading.Thread(target=self._run, args=(job, self._sleep(0))) for job in jobs]
        for thread in threads:
            thread.start()
        self._wake_next()
        for thread in threads:
            thread.join()

    def server(self, *service_ms: float) -> Call:
        """A call that takes so many milliseconds, in turn."""
        times: Iterator[int] = cycle(round(value * MS) for value in service_ms)
        return lambda: self.pause(next(times))

    def _run(self, job: Job, woken: threading.Event) -> None:
        woken.wait()
        job()
        if self.sleeping:
            self._wake_next()

    def _sleep(self, ns: int) -> threading.Event:
        woken = threading.Event()
        heapq.heappush(self.sleeping, (self.at + ns, next(self.numbers), woken))
        return woken

    def _wake_next(self) -> None:
        self.at, _, woken = heapq.heappop(self.sleeping)
        woken.set()


def served(
    rate: float, service: Callable[[Virtual], Call], requests: int, seed: int = 1, discipline: Discipline = ONE,
    process: str = "poisson",
) -> Rows:
    """Rows of an open load in virtual time; every server has a service of its own."""
    time = Virtual()
    servers = [dict.fromkeys(range(1, discipline.most + 1), service(time)) for _ in range(discipline.servers)]
    load = Open(servers, arrivals_ns(process, rate, seed, 0), time.clock(), [], discipline)
    return load.run(0, requests, 1e6)


def as_samples(rows: Rows) -> Samples:
    """The columns that waiting is recomputed from."""
    columns = {"scheduled_ns": rows.scheduled, "started_ns": rows.started, "completed_ns": rows.completed}
    if rows.batch is not None:
        columns |= {"batch_id": rows.batch, "batch_size": np.bincount(rows.batch)[rows.batch]}
    return Samples(columns)
