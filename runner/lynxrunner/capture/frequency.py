"""Clock settings and readings of the CPU."""

from lynxrunner.capture import cpuinfo
from lynxrunner.capture.hypervisor import virtual
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_measured

POLICY = "sys/devices/system/cpu/cpu0/cpufreq"
GOVERNORS = "sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor"
CURRENT = "sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_cur_freq"
NO_TURBO = "sys/devices/system/cpu/intel_pstate/no_turbo"
BOOST = "sys/devices/system/cpu/cpufreq/boost"


def clocks(tree: Tree) -> Record:
    """Least and greatest clock that the settings allow, in MHz, and whether they are one."""
    low, high = (tree.number(f"{POLICY}/scaling_{end}_freq") for end in ("min", "max"))
    state = tree.why(POLICY, virtual(tree))
    return {
        "minimum_mhz": low / 1000 if low else state,
        "maximum_mhz": high / 1000 if high else state,
        "locked": low == high if low and high else state,
    }


def governor(tree: Tree) -> Record | str:
    """The frequency governor; where CPUs differ, each that occurs."""
    found = {text for path in tree.glob(GOVERNORS) if (text := tree.read(path))}
    return ", ".join(sorted(found)) or tree.why(f"{POLICY}/scaling_governor", virtual(tree))


def turbo(tree: Tree) -> Record | bool:
    """Whether turbo clocks were allowed."""
    forbidden, allowed = tree.number(NO_TURBO), tree.number(BOOST)
    if forbidden is not None:
        return forbidden == 0
    return allowed != 0 if allowed is not None else tree.why(BOOST, virtual(tree))


def current_mhz(tree: Tree) -> Record | float:
    """Mean frequency of the CPUs now."""
    found = [value for path in tree.glob(CURRENT) if (value := tree.number(path))]
    if found:
        return sum(found) / len(found) / 1000
    if virtual(tree):
        return not_measured("virtualised", "the guest sees the nominal frequency only")
    return cpuinfo.clock_mhz(tree) or tree.why(f"{POLICY}/scaling_cur_freq")
