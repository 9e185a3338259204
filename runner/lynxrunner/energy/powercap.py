"""Linux powercap: the energy counters of CPU packages, on Intel (RAPL) and on AMD Zen under the same names.

Packages make the sum. Core, uncore and psys see part of a package or all of the platform, and dram's zone exists on
some machines only: they are read and published beside the sum, never added to it. `intel-rapl-mmio` repeats the
package through another register and is left out.
Source: Documentation/power/powercap/powercap.rst of the Linux kernel.
"""

import os
from dataclasses import dataclass, field

from lynxrunner.capture.hypervisor import virtual
from lynxrunner.capture.operating_system import kernel
from lynxrunner.capture.tree import Tree
from lynxrunner.energy.meter import Channel, Scope, Terms
from lynxrunner.energy.polled import Polled
from lynxrunner.state import Record, not_measured

HOME = "sys/class/powercap"
ZONES = f"{HOME}/intel-rapl:*/energy_uj"
SCOPES: dict[str, Scope] = {"package": "package", "dram": "dram", "psys": "system", "core": "chip", "uncore": "chip"}


@dataclass
class Zone:
    """One counter, whose wrap-around is added: once, for it is read far more often than it wraps."""

    tree: Tree
    path: str
    last: int | None = None
    total: int = 0
    range: int = field(init=False)

    def __post_init__(self) -> None:
        self.range = self.tree.number(self.path.replace("energy_uj", "max_energy_range_uj")) or 0

    @property
    def name(self) -> str:
        return self.tree.read(self.path.replace("energy_uj", "name")) or "unnamed"

    def read(self) -> int:
        """Microjoules since the first reading. Raises OSError where the counter cannot be read any more."""
        value = int((self.tree.root / self.path).read_text(encoding="ascii"))
        step = 0 if self.last is None else value - self.last
        self.total += step if step >= 0 else step + self.range
        self.last = value
        return self.total


def powercap(tree: Tree) -> Polled | Record:
    """The meter, or the state that says why there is none."""
    found = [Zone(tree, path) for path in tree.glob(ZONES)]
    zones = [zone for zone in found if os.access(tree.root / zone.path, os.R_OK)]
    if not _packages(zones) or len(_packages(zones)) < len(_packages(found)):
        return _why(tree, found)
    channels = [_channel(zone, kernel(tree)) for zone in zones]
    terms = Terms("package", channels, least_window_s=1.0, idle_s=1.0, period_s=0.1)
    return Polled(terms, lambda: [zone.read() for zone in zones])


def _channel(zone: Zone, release: str) -> Channel:
    kind = _kind(zone)
    meter = f"powercap {zone.path.split('/')[-2]}"
    return Channel(zone.name, SCOPES[kind], meter, "energy_joules", kind == "package", f"Linux {release}"[:120], 0)


def _kind(zone: Zone) -> str:
    """`package-0` and `package-0-die-1` are packages; a name that is not known is part of a chip."""
    kind = zone.name.partition("-")[0]
    return kind if kind in SCOPES else "core"


def _packages(zones: list[Zone]) -> list[Zone]:
    return [zone for zone in zones if _kind(zone) == "package"]


def _why(tree: Tree, zones: list[Zone]) -> Record:
    if _packages(zones):
        return not_measured("permission_denied", "the powercap energy counters are readable by root only")
    if virtual(tree):
        return not_measured("virtualised", "the hypervisor passes no powercap energy meter on to the guest")
    return not_measured("no_meter", "the kernel shows no powercap zone and no other meter was named")
