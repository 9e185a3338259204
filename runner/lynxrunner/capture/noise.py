"""What else goes on: read before and after a trial, and said as what changed between the two."""

import time
from typing import Any

from lynxrunner.capture import cgroup, frequency
from lynxrunner.capture.hypervisor import virtual
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable

THROTTLES = "sys/devices/system/cpu/cpu[0-9]*/thermal_throttle/core_throttle_count"
STEAL, GUEST = 7, 8
"""Columns of the `cpu` line of /proc/stat: stolen time, and the first of those that repeat others."""


def reading(tree: Tree) -> dict[str, Any]:
    """Everything that changes, now."""
    return {
        "governor": frequency.governor(tree),
        "frequency_mhz": frequency.current_mhz(tree),
        "load": float((tree.read("proc/loadavg") or "0").split()[0]),
        "ticks": [int(value) for value in (tree.read("proc/stat") or "cpu 0").splitlines()[0].split()[1:]],
        "throttled": cgroup.throttled_periods(tree),
        "thermal": [tree.number(path) or 0 for path in tree.glob(THROTTLES)],
        "temperature_c": temperature(tree),
    }


def noise(tree: Tree, before: dict[str, Any], after: dict[str, Any]) -> Record:
    """The contract's `noise` from two readings."""
    aslr = tree.number("proc/sys/kernel/randomize_va_space")
    return {
        "governor": _change(before["governor"], after["governor"]),
        "turbo": frequency.turbo(tree),
        "frequency_mhz": _change(before["frequency_mhz"], after["frequency_mhz"]),
        "thermal_throttle_events": _throttle_events(tree, before["thermal"], after["thermal"]),
        "load_average": _change(before["load"], after["load"]),
        "steal_share": _steal(before["ticks"], after["ticks"]),
        "cgroup_throttled_periods": _periods(tree, before["throttled"], after["throttled"]),
        "affinity_cpus": tree.cpus(),
        "timer_resolution_ns": time.get_clock_info("perf_counter").resolution * 1e9,
        "aslr": aslr != 0 if aslr is not None else tree.why("proc/sys/kernel/randomize_va_space"),
        "temperature_c": _change(before["temperature_c"], after["temperature_c"]),
        "clock_event_reasons": not_applicable("no accelerator"),
    }


def temperature(tree: Tree) -> Record | float:
    """Hottest sensor of the processor, in degrees Celsius."""
    names = {path: tree.read(path) for path in tree.glob("sys/class/hwmon/hwmon*/name")}
    homes = [path.removesuffix("/name") for path, name in names.items() if name in ("coretemp", "k10temp")]
    found = [tree.number(path) for home in homes for path in tree.glob(f"{home}/temp*_input")]
    read = [value for value in found if value is not None]
    return max(read) / 1000 if read else tree.why("sys/class/hwmon", virtual(tree))


def _change(before: Any, after: Any) -> Record:
    return next((state for state in (before, after) if isinstance(state, dict)), {"before": before, "after": after})


def _throttle_events(tree: Tree, before: list[int], after: list[int]) -> Record | int:
    if not after:
        return tree.why("sys/devices/system/cpu/cpu0/thermal_throttle", virtual(tree))
    events = sum(after) - sum(before)
    return max(events, 0)


def _steal(before: list[int], after: list[int]) -> float:
    spent = [late - early for early, late in zip(before, after, strict=False)][:GUEST]
    total = sum(spent)
    return spent[STEAL] / total if len(spent) > STEAL and total else 0.0


def _periods(tree: Tree, before: int | None, after: int | None) -> Record | int:
    if before is None or after is None or cgroup.cpu_quota(tree) is None:
        return not_applicable("no CPU quota")
    return after - before
