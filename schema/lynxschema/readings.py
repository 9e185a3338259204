"""A trial's meter readings: its window, what a channel read in it, and what it read while nothing ran.

The window lies between two readings that follow a completion: from the first reading with a success to the first
one with the greatest count but one. So it begins and ends under load, holds whole inferences however long one
takes, and needs no interpolation.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from lynxschema.samples import Column, Samples

Channel = Mapping[str, Any]
"""One of the contract's `energy.channels`."""
COUNTER = "energy_joules"
MICRO, NS = 1e6, 1e9


class Window(NamedTuple):
    """A metered stretch of a trial in ns since its start, and the inferences that succeeded in it."""

    begin: int
    end: int
    successes: int

    @property
    def seconds(self) -> float:
        return (self.end - self.begin) / NS


class Stretch(NamedTuple):
    """Readings [n] of one channel in the order of time: ns since the trial's start, and millionths of the unit."""

    at_ns: Column
    micro: Column
    reading: str

    @property
    def seconds(self) -> float:
        return (int(self.at_ns[-1]) - int(self.at_ns[0])) / NS if len(self.at_ns) else 0.0

    @property
    def longest_gap_s(self) -> float:
        """Longest time between two of the readings [n >= 2]."""
        return int(np.diff(self.at_ns).max()) / NS

    @property
    def joules(self) -> float:
        """Between the first and the last reading: a counter's difference, or the sum of the power's trapezoids."""
        if len(self.at_ns) < 2:
            return 0.0
        if self.reading == COUNTER:
            return (int(self.micro[-1]) - int(self.micro[0])) / MICRO
        middles = (self.micro[1:] + self.micro[:-1]) / 2
        return float(np.sum(middles * np.diff(self.at_ns))) / MICRO / NS


class Readings:
    """Rows of `readings.parquet` of one trial; a counter's channel holds the energy since its first row."""

    def __init__(self, rows: Samples) -> None:
        self.rows = rows
        self.window = _window(rows["at_ns"], rows["successes"])

    def in_window(self, channel: Channel) -> Stretch:
        """What a channel read in the window; nothing where there is none."""
        own, found = self._of(channel), self.window or Window(0, -1, 0)
        inside = (own["at_ns"] >= found.begin) & (own["at_ns"] <= found.end)
        return Stretch(own["at_ns"][inside], own["micro"][inside], channel["reading"])

    def idle(self, channel: Channel) -> Iterator[Stretch]:
        """Each unbroken run of two or more readings of a channel that are marked idle."""
        own = self._of(channel)
        marks = own.columns.get("idle", np.zeros(len(own["at_ns"]), dtype=np.int64))
        for part in np.split(np.arange(len(marks)), np.flatnonzero(np.diff(marks)) + 1):
            if len(part) > 1 and marks[part[0]] == 1:
                yield Stretch(own["at_ns"][part], own["micro"][part], channel["reading"])

    def _of(self, channel: Channel) -> Samples:
        own = self.rows.where(channel=channel["id"])
        order = np.argsort(own["at_ns"], kind="stable")
        return Samples({name: column[order] for name, column in own.columns.items()})


def _window(at_ns: Column, successes: Column) -> Window | None:
    counts = np.unique(successes[successes > 0])
    if len(counts) < 3:
        return None
    begin, end = int(at_ns[successes > 0].min()), int(at_ns[successes == counts[-2]].min())
    return Window(begin, end, int(counts[-2] - counts[0])) if begin < end else None
