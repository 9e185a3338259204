"""What else goes on: read before and after a trial, and said as what changed between the two."""

import time
from typing import Any

from lynxrunner.capture import cgroup, contention, frequency, power
from lynxrunner.capture.nvidia import Nvidia, Unread
from lynxrunner.capture.temperature import temperature
from lynxrunner.capture.throttle import events_between, throttle_events
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable

STEAL, GUEST = 7, 8
"""Columns of the `cpu` line of /proc/stat: stolen time, and the first of those that repeat others."""


def reading(tree: Tree, gpus: Nvidia | Unread | None = None) -> dict[str, Any]:
    """Everything that changes, now; of `gpus` too, where they compute."""
    return {
        "governor": frequency.governor(tree),
        "frequency_mhz": frequency.current_mhz(tree),
        "load": _load(tree),
        "ticks": _ticks(tree),
        "throttled": cgroup.throttled_periods(tree),
        "thermal": throttle_events(tree),
        "power": power.source(tree),
        "contention": contention.reading(tree),
        **(gpus.reading() if gpus else {"temperature_c": temperature(tree)}),
    }


def noise(tree: Tree, before: dict[str, Any], after: dict[str, Any]) -> Record:
    """The contract's `noise` from two readings."""
    aslr = tree.number("proc/sys/kernel/randomize_va_space")
    return {
        "governor": _change(before["governor"], after["governor"]),
        "turbo": frequency.turbo(tree),
        "frequency_mhz": _change(before["frequency_mhz"], after["frequency_mhz"]),
        "thermal_throttle_events": events_between(tree, before["thermal"], after["thermal"]),
        "load_average": _change(before["load"], after["load"]),
        "steal_share": _steal(tree, _spent(before, after)),
        "cgroup_throttled_periods": _periods(tree, before["throttled"], after["throttled"]),
        "affinity_cpus": tree.cpus(),
        "timer_resolution_ns": time.get_clock_info("perf_counter").resolution * 1e9,
        "aslr": aslr != 0 if aslr is not None else tree.why("proc/sys/kernel/randomize_va_space"),
        "power_source": _change(before["power"], after["power"]),
        "temperature_c": _change(before["temperature_c"], after["temperature_c"]),
        **contention.shares(tree, before["contention"], after["contention"], sum(_spent(before, after))),
        **_device(before, after),
    }


def _device(before: dict[str, Any], after: dict[str, Any]) -> Record:
    if "clock_event_reasons" not in after:
        return {"clock_event_reasons": not_applicable("no accelerator")}
    reasons = [each["clock_event_reasons"] for each in (before, after)]
    state = next((each for each in reasons if isinstance(each, dict)), None)
    return {
        "device_clock_mhz": _change(before["device_clock_mhz"], after["device_clock_mhz"]),
        "clock_event_reasons": state or sorted(set().union(*reasons)),
    }


def _load(tree: Tree) -> Record | float:
    text = tree.read("proc/loadavg")
    return float(text.split()[0]) if text else tree.why("proc/loadavg")


def _ticks(tree: Tree) -> list[int]:
    line = (tree.read("proc/stat") or "").partition("\n")[0]
    return [int(value) for value in line.split()[1:]]


def _change(before: Any, after: Any) -> Record:
    return next((state for state in (before, after) if isinstance(state, dict)), {"before": before, "after": after})


def _spent(before: dict[str, Any], after: dict[str, Any]) -> list[int]:
    """Ticks of all processors by what they were spent on."""
    return [late - early for early, late in zip(before["ticks"], after["ticks"], strict=False)][:GUEST]


def _steal(tree: Tree, spent: list[int]) -> Record | float:
    if len(spent) <= STEAL:
        return tree.why("proc/stat column of stolen time")
    total = sum(spent)
    return min(max(spent[STEAL] / total, 0.0), 1.0) if total > 0 else 0.0


def _periods(tree: Tree, before: int | None, after: int | None) -> Record | int:
    if cgroup.cpu_quota(tree) is None:
        return not_applicable("no CPU quota")
    if before is None or after is None:
        return tree.why(f"{cgroup.HOME} cpu.stat")
    return max(after - before, 0)
