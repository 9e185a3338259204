"""A wall meter: a CSV file that its logger writes while the run goes on.

The header names the columns; `timestamp` (seconds since 1970, or ISO 8601 with an offset from UTC) and `watts` are
read, others are ignored. The logger's clock must agree with this machine's: keep both synchronised (NTP). The file
must cover each trial and the rest around it, with a row at least every 3 s.
"""

import csv
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from pathlib import Path

from lynxrunner.energy.meter import Channel, Terms
from lynxrunner.energy.ticks import Ticks
from lynxrunner.errors import RunError

PATIENCE_S, LOOK_S = 30.0, 0.5
"""How long after a trial the logger may take to write its last rows, and how often the file is looked at."""
Row = tuple[float, float]
"""Seconds since 1970, watts."""


@dataclass(frozen=True)
class Clocks:
    """The clocks that a recording needs; tests bring virtual ones."""

    monotonic_ns: Callable[[], int] = time.perf_counter_ns
    wall_ns: Callable[[], int] = time.time_ns
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class WallMeter:
    """The meter behind a file that can be read."""

    path: Path
    terms: Terms
    clocks: Clocks = Clocks()

    def recording(self) -> "Cut":
        """Begin now."""
        return Cut(self)


class Cut:
    """The stretch of the file between its making and `stop`."""

    def __init__(self, meter: WallMeter) -> None:
        self._meter, clocks = meter, meter.clocks
        self._begin, self._apart_ns = clocks.wall_ns() / 1e9, clocks.wall_ns() - clocks.monotonic_ns()

    def stop(self) -> Ticks:
        """Wait until the file covers the stretch, and read it; where it does not, `failure` says so."""
        end, clocks = self._meter.clocks.wall_ns() / 1e9, self._meter.clocks
        try:
            found = rows(self._meter.path)
            for _ in range(round(PATIENCE_S / LOOK_S)):
                if found and found[-1][0] >= end:
                    break
                clocks.sleep(LOOK_S)
                found = rows(self._meter.path)
        except RunError as error:
            return Ticks.of((), 1, str(error))
        inside = [row for row in found if self._begin <= row[0] <= end]
        covered = bool(found) and found[0][0] <= self._begin and found[-1][0] >= end
        failure = None if covered else f"{self._meter.path.name} does not cover the trial"
        return Ticks.of([self._tick(row) for row in inside], 1, failure)

    def cancel(self) -> None:
        """Nothing runs."""

    def _tick(self, row: Row) -> tuple[int, list[int]]:
        return round(row[0] * 1e9) - self._apart_ns, [round(row[1] * 1e6)]


def wall(path: Path) -> WallMeter:
    """The meter. Raises RunError where the file cannot be read as one."""
    times = [at for at, _ in rows(path)]
    period = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else 1.0
    channel = Channel("wall", "wall", "wall meter, logged to CSV", "power_watts", counted=True)
    return WallMeter(path, Terms("wall", [channel], least_window_s=10.0, idle_s=5.0, period_s=max(period, 0.001)))


def rows(path: Path) -> list[Row]:
    """All rows in the order of time. Raises RunError for the first that is wrong."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return sorted(_parsed(path.name, csv.DictReader(file, skipinitialspace=True)))
    except OSError as error:
        raise RunError(f"--wall-meter {path.name}: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error):
        raise RunError(f"--wall-meter {path.name}: no CSV text; write UTF-8 with a header line") from None


def _parsed(name: str, lines: "csv.DictReader[str]") -> Iterator[Row]:
    if not {"timestamp", "watts"} <= set(lines.fieldnames or ()):
        raise RunError(f"--wall-meter {name}: the header must name the columns timestamp and watts")
    for line in lines:
        if line["watts"] is None:
            continue  # the logger is still writing this line
        try:
            row = _seconds(line["timestamp"]), float(line["watts"])
        except ValueError:
            row = (float("nan"), 0.0)
        if not (isfinite(row[0]) and isfinite(row[1]) and row[1] >= 0):
            raise RunError(f"--wall-meter {name}, line {lines.line_num}: give seconds since 1970, or ISO 8601 with "
                           "an offset from UTC, and watts of at least 0")
        yield row


def _seconds(text: str) -> float:
    """Raises ValueError, also for a time of day without an offset: it could mean any zone."""
    try:
        return float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise
        return moment.timestamp()
