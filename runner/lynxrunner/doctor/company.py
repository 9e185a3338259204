"""Rows on who else uses the machine: load, steal, quota, hypervisor, jitter."""

from lynxrunner.capture import cgroup
from lynxrunner.capture.hypervisor import hypervisor
from lynxrunner.capture.topology import threads
from lynxrunner.doctor.row import Level, Row, unreadable
from lynxrunner.doctor.sight import Sight
from lynxschema.leaves import state_of

QUIET = "stop other programs, or wait until they are done"


def graded(value: float, good: float, fair: float) -> Level:
    """Good up to one limit, fair up to the other."""
    return "good" if value <= good else "fair" if value <= fair else "poor"


def load(sight: Sight) -> Row:
    """Runnable tasks per CPU over the last minute, before the probe added its own."""
    found = sight.noise["load_average"]
    if state_of(found):
        return unreadable("load", found)
    cpus = threads(sight.tree)
    level = graded(found["before"] / cpus, 0.1, 0.5)
    return Row("load", f"{found['before']:g} on {cpus} CPUs", level, "" if level == "good" else QUIET)


def steal(sight: Sight) -> Row:
    """CPU time that the hypervisor gave to others while the probe ran."""
    found = sight.noise["steal_share"]
    if isinstance(found, dict):
        return unreadable("steal", found)
    level = graded(found, 0.001, 0.02)
    advice = "" if level == "good" else "take a dedicated host, or measure when the neighbours are quiet"
    return Row("steal", f"{found:.2%} of CPU time during the probe", level, advice)


def quota(sight: Sight) -> Row:
    """A quota stops the process in the middle of a request once it is spent."""
    found, limit = sight.noise["cgroup_throttled_periods"], cgroup.cpu_quota(sight.tree)
    if isinstance(found, dict):
        return unreadable("CPU quota", found)
    read = f"{limit:g} CPUs, {found} periods throttled during the probe"
    return Row("CPU quota", read, "poor" if found else "fair", "run without a CPU limit, or pin CPUs instead (cpuset)")


def virtual(sight: Sight) -> Row:
    """A guest sees neither its host's clocks nor its neighbours."""
    found = hypervisor(sight.tree)
    if isinstance(found, dict) and "not_applicable" in found:
        return Row("hypervisor", "none: bare metal", "good")
    read = found if isinstance(found, str) else unreadable("hypervisor", found).read
    return Row("hypervisor", read, "fair", "bare metal shows its clocks, its sensors and its energy meter")


def affinity(sight: Sight) -> Row:
    """CPUs that a trial may run on, and the control group that decides it, if one does."""
    usable, there = sight.tree.cpus(), threads(sight.tree)
    found = cgroup.cpuset(sight.tree) if usable < there else None
    return Row("affinity", f"{usable} of {there} CPUs{f', cpuset {found}' if found else ''}", "good")


def others(sight: Sight) -> Row:
    """Processor time of other processes while the probe ran, whether or not it waited for them."""
    found, waited = (sight.noise[name] for name in ("other_processes_share", "ready_wait_share"))
    if isinstance(found, dict):
        return unreadable("others", found)
    level = graded(found, 0.02, 0.10)
    read = f"{found:.1%} of processor time during the probe; it waited {waited:.1%} of its own"
    return Row("others", read, level, "" if level == "good" else QUIET)


def jitter(sight: Sight) -> Row:
    """Gaps between readings of the clock in a loop that does nothing else; see `spin`."""
    spin = sight.spin
    read = (f"p50 {spin.p50_ns:.0f} ns, p99.9 {spin.p99_9_ns:.0f} ns, longest {spin.longest_ns / 1000:.0f} us between "
            f"clock readings; {spin.lost_share:.2%} of {spin.seconds:.1f} s lost in gaps over 10 us")
    level = graded(spin.lost_share, 0.005, 0.03)
    return Row("jitter", read, level, "" if level == "good" else QUIET)
