"""What a meter is: channels that it shows, and recordings of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from lynxrunner.energy.ticks import Ticks
from lynxrunner.state import Record, not_applicable

Scope = Literal["chip", "package", "dram", "board", "module", "system", "wall"]
Reading = Literal["energy_joules", "power_watts"]
KINDS = ("auto", "off", "powercap", "nvml", "amdsmi", "wall")
"""Values of `--energy`."""


@dataclass(frozen=True)
class Channel:
    """One series of readings; `device` is the position in the record's hardware.devices."""

    name: str
    scope: Scope
    meter: str
    reading: Reading
    counted: bool
    version: str | None = None
    device: int | None = None


@dataclass(frozen=True)
class Terms:
    """What a meter sees and what a faithful reading of it takes, in seconds.

    `shared` says whose work it sees beside ours: then nothing is published per inference.
    """

    scope: Scope
    channels: Sequence[Channel]
    least_window_s: float
    idle_s: float
    period_s: float
    shared: str | None = None

    def records(self) -> list[Record]:
        """The contract's `energy.channels`."""
        return [self._record(number, channel) for number, channel in enumerate(self.channels)]

    def _record(self, number: int, channel: Channel) -> Record:
        found: dict[str, Any] = {
            "id": number, "name": channel.name, "scope": channel.scope, "meter": channel.meter,
            "version": channel.version or not_applicable("the meter names no version"),
            "period_ms": self.period_s * 1000, "reading": channel.reading, "counted": channel.counted,
        }
        return found if channel.device is None else {**found, "device": channel.device}


class Recording(Protocol):
    """Readings that are being taken."""

    def stop(self) -> Ticks:
        """End it and hand out what was read."""
        ...

    def cancel(self) -> None:
        """End it at once: its trial has failed."""
        ...


class Meter(Protocol):
    """A meter that this process may read."""

    @property
    def terms(self) -> Terms:
        """Its channels and what they need."""
        ...

    def recording(self) -> Recording:
        """Begin to read."""
        ...
