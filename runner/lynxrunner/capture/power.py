"""Power limits and power source."""

from lynxrunner.capture.hypervisor import virtual
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable

ZONE = "sys/class/powercap/intel-rapl:0"
SUPPLY = "sys/class/power_supply"
LIMIT = f"{ZONE}/constraint_0_power_limit_uw"


def limit_watts(tree: Tree) -> Record | float:
    """Long-term package limit in force."""
    limit = tree.number(LIMIT)
    return limit / 1e6 if limit else tree.why(LIMIT, virtual(tree))


def range_watts(tree: Tree) -> Record:
    """Limits that can be set; the interface names no least one."""
    return tree.why(f"{ZONE}/constraint_0_min_power_uw", virtual(tree))


def source(tree: Tree) -> Record | str:
    """Mains or battery: a machine without a battery of its own is on mains.

    Batteries of mice and keyboards have the scope `Device`; a full battery on mains is not discharging.
    """
    if virtual(tree):
        return not_applicable("a virtual machine has no power supply of its own")
    supplies = tree.glob(f"{SUPPLY}/*")
    own = [path for path in supplies if _is_battery(tree, path) and tree.read(f"{path}/scope") != "Device"]
    return "battery" if "Discharging" in [tree.read(f"{path}/status") for path in own] else "mains"


def _is_battery(tree: Tree, supply: str) -> bool:
    kind = tree.read(f"{supply}/type")
    return kind == "Battery" if kind else supply.startswith(f"{SUPPLY}/BAT")
