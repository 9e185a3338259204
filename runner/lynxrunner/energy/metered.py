"""A trial under a meter: idle, the trial's whole process, idle again."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from lynxrunner.energy.meter import Meter, Terms
from lynxrunner.energy.ticks import Integers, Ticks
from lynxrunner.state import Record

T = TypeVar("T")


@dataclass(frozen=True)
class Metered:
    """What a meter read around and during a job that ran from `begin` to `end`, ns of the process's clock."""

    terms: Terms
    ticks: Ticks
    begin: int
    end: int

    def columns(self, epoch: int, completed: Integers, items_each: int) -> dict[str, Integers]:
        """Columns of `readings.parquet` but those that name point and trial, by channel and time.

        `completed` [m] are the ends of the steady requests that succeeded, ascending, in ns of the same clock as
        `epoch`, the trial's start; each counts `items_each` inferences.
        """
        ticks, (count, channels) = self.ticks, self.ticks.micro.shape
        counters = np.array([channel.reading == "energy_joules" for channel in self.terms.channels])
        first = ticks.micro[:1] * counters
        successes = np.searchsorted(completed, ticks.at, side="right").astype(np.int64) * items_each
        idle = ((ticks.at < self.begin) | (ticks.at > self.end)).astype(np.int64)
        return {
            "channel": np.repeat(np.arange(channels, dtype=np.int64), count),
            "at_ns": np.tile(ticks.at - epoch, channels),
            "micro": (ticks.micro - first).T.reshape(-1),
            "successes": np.tile(successes, channels),
            "idle": np.tile(idle, channels),
        }

    def record(self, epoch: int, completed: Integers, items_each: int) -> Record:
        """The columns as plain lists beside the meter's failure, as a trial's result carries them."""
        columns = self.columns(epoch, completed, items_each)
        return {"columns": {name: column.tolist() for name, column in columns.items()}, "failure": self.ticks.failure}


def metered(
    meter: Meter | None, job: Callable[[], T], rest: Callable[[float], None] = time.sleep,
    now: Callable[[], int] = time.perf_counter_ns,
) -> tuple[T, Metered | None]:
    """The job's result and what the meter read; without a meter the job alone, and no rest."""
    if meter is None:
        return job(), None
    recording = meter.recording()
    try:
        rest(meter.terms.idle_s)
        begin = now()
        result = job()
        end = now()
        rest(meter.terms.idle_s)
    except BaseException:
        recording.cancel()
        raise
    return result, Metered(meter.terms, recording.stop(), begin, end)
