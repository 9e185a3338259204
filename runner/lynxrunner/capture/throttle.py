"""How often the processor lowered its clock because of heat, each core and package counted once."""

from lynxrunner.capture.hypervisor import virtual
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record

CPU = "sys/devices/system/cpu"
COUNTERS = {"core_throttle_count": "thread_siblings_list", "package_throttle_count": "physical_package_id"}
"""Counter -> what the threads that repeat it have in common."""


def throttle_events(tree: Tree) -> int | None:
    """Events since the machine started; None where the kernel counts none."""
    found = {
        (counter, tree.read(f"{home}/topology/{shared}")): value
        for counter, shared in COUNTERS.items() for path in tree.glob(f"{CPU}/cpu[0-9]*/thermal_throttle/{counter}")
        for home in [path.rsplit("/", 2)[0]] if (value := tree.number(path)) is not None
    }
    return sum(found.values()) if found else None


def events_between(tree: Tree, before: int | None, after: int | None) -> Record | int:
    """Events between two readings, or why they are not known."""
    if before is None or after is None:
        return tree.why(f"{CPU}/cpu0/thermal_throttle/core_throttle_count", virtual(tree))
    return max(after - before, 0)
