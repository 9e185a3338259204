"""Time as the load generators see it: read, let pass, shared by workers. Tests put a virtual clock in its place."""

import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Job = Callable[[], None]
TICK_NS = 200_000_000
"""How often something may be told of a run, at most."""
SPIN_NS, SPIN_SHARED_NS = 200_000, 50_000


@dataclass(frozen=True)
class Clock:
    """`now` in ns on a monotonic clock, `pause` for some ns, `together` runs jobs at once until all have ended.

    `spin_ns` is how long before a due time sleeping ends and spinning begins: a sleep ends 50 to 200 us late, a
    spin does not, but takes a core. `relax` is called while spinning.
    """

    now: Callable[[], int]
    pause: Callable[[int], None]
    together: Callable[[Sequence[Job], Job], None]
    spin_ns: int = 0
    relax: Job | None = None

    def wait(self, due: int) -> None:
        """Return at `due`, or at once where it has passed."""
        now = self.now
        left = due - now()
        if left > self.spin_ns:
            self.pause(left - self.spin_ns)
        if self.relax:
            while now() < due:
                self.relax()
        else:
            while now() < due:
                pass


def real(workers: int) -> Clock:
    """The machine's clock for so many workers.

    A worker that spins alone holds up nobody, because it would serve the request itself. One of several yields
    the interpreter while it spins, and spins less: it would take a core from the others' inferences.
    """
    if workers == 1:
        return Clock(time.perf_counter_ns, _sleep, together, SPIN_NS)
    spin = SPIN_NS if workers < len(os.sched_getaffinity(0)) else SPIN_SHARED_NS
    return Clock(time.perf_counter_ns, _sleep, together, spin, lambda: time.sleep(0))


def together(jobs: Sequence[Job], meanwhile: Job) -> None:
    """Run jobs in threads of their own, a single one here; `meanwhile` is called every 200 ms beside several.

    Raises what the first failing job raised, when all have ended.
    """
    if len(jobs) == 1:
        jobs[0]()
        return
    failures: list[BaseException] = []
    threads = [threading.Thread(target=_guarded, args=(job, failures), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(TICK_NS / 1e9)
            meanwhile()
    if failures:
        raise failures[0]


def _guarded(job: Job, failures: list[BaseException]) -> None:
    try:
        job()
    except BaseException as error:
        failures.append(error)


def _sleep(ns: int) -> None:
    time.sleep(ns / 1e9)
