"""Meters that are asked again and again: a thread of the runner's own process does, never one of the trial's.

So no reading delays a timed call: the trial runs in another process, and both read the same monotonic clock.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from time import perf_counter_ns

from lynxrunner.energy.meter import Terms
from lynxrunner.energy.ticks import Ticks
from lynxrunner.errors import first_line

Read = Callable[[], Sequence[int]]
"""Every channel now, in millionths of its unit."""


def poll(read: Read, channels: int, now: Callable[[], int], ended: Callable[[], bool]) -> Ticks:
    """Read until `ended`, which waits a period, says so, and once more then. A failure ends it early."""
    rows: list[tuple[int, Sequence[int]]] = []
    last = False
    try:
        while True:
            begin, values = now(), read()
            # Reading takes time: the middle is wrong by half of it at most.
            rows.append(((begin + now()) // 2, values))
            if last:
                return Ticks.of(rows, channels)
            last = ended()
    except Exception as error:
        return Ticks.of(rows, channels, f"the meter failed: {first_line(error)}")


@dataclass(frozen=True)
class Polled:
    """A meter behind a function that reads all of its channels."""

    terms: Terms
    read: Read

    def recording(self) -> "Poller":
        """Begin to read."""
        return Poller(self)


class Poller:
    """A thread that reads a meter at its period."""

    def __init__(self, meter: Polled) -> None:
        self._meter, self._ended, self._ticks = meter, Event(), Ticks.of((), len(meter.terms.channels))
        self._thread = Thread(target=self._run, name="energy meter", daemon=True)
        self._thread.start()

    def stop(self) -> Ticks:
        """End the thread and hand out what it read."""
        self.cancel()
        self._thread.join()
        return self._ticks

    def cancel(self) -> None:
        """Let the thread end by itself."""
        self._ended.set()

    def _run(self) -> None:
        terms = self._meter.terms
        ended = lambda: self._ended.wait(terms.period_s)  # noqa: E731
        self._ticks = poll(self._meter.read, len(terms.channels), perf_counter_ns, ended)
