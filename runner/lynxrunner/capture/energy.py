"""Whether the machine has an energy meter that this process may read, and else the true reason."""

import os

from lynxrunner.capture.hypervisor import virtual
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_measured

ZONES = "sys/class/powercap/*/energy_uj"


def no_energy(tree: Tree) -> Record:
    """The state that stands for `operating_points[].energy`."""
    zones = tree.glob(ZONES)
    if any(os.access(tree.root / path, os.R_OK) for path in zones):
        detail = "the powercap meter is readable, but this version does not read it"
        return not_measured("not_implemented_by_harness", detail)
    if zones:
        return not_measured("permission_denied", "the powercap energy counters are readable by root only")
    if virtual(tree):
        return not_measured("virtualised", "the hypervisor passes no powercap energy meter on to the guest")
    return not_measured("no_meter", "the kernel shows no powercap zone and no other meter was named")
