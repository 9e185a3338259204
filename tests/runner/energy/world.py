"""A world with a virtual clock and a power that is a function of its time."""

from collections.abc import Callable

import numpy as np

from lynxrunner.energy.metered import Metered
from lynxrunner.energy.polled import Polled, poll
from lynxschema.readings import Readings
from lynxschema.samples import Samples

MS = 1_000_000
Watts = Callable[[float], float]


class World:
    """Time in seconds that passes while somebody waits; energy is integrated in steps of a millisecond."""

    def __init__(self, watts: Watts) -> None:
        self.watts, self.ms, self.joules = watts, 0, 0.0
        self.passing: list[Callable[[], None]] = []

    def now(self) -> int:
        return self.ms * MS

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 1000)):
            self.joules += self.watts(self.ms / 1000) / 1000
            self.ms += 1
        for shown in self.passing:
            shown()


class Watched:
    """A meter on the virtual clock over a trial: idle, `load_s` of loading, `steady_s` of requests, idle."""

    def __init__(self, world: World, meter: Polled, load_s: float, steady_s: float, each_s: float) -> None:
        self.world, self.meter = world, meter
        self.begin, self.epoch = meter.terms.idle_s, meter.terms.idle_s + 0.2
        self.start = self.begin + load_s
        self.end = self.start + steady_s
        count = round(steady_s / each_s)
        self.completed = np.array([round((self.start + each_s * (n + 1)) * 1e9) for n in range(count)])

    def readings(self, channel_count: int, items_each: int = 1) -> Readings:
        ticks = poll(self.meter.read, channel_count, self.world.now, self._ended)
        metered = Metered(self.meter.terms, ticks, round(self.begin * 1e9), round(self.end * 1e9))
        self.columns = metered.columns(round(self.epoch * 1e9), self.completed, items_each)
        self.failure = ticks.failure
        return Readings(Samples(self.columns))

    def _ended(self) -> bool:
        self.world.wait(self.meter.terms.period_s)
        return self.world.ms >= (self.end + self.meter.terms.idle_s) * 1000
