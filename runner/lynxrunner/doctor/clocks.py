"""Rows on what sets the clock rate: governor, turbo, range, heat, power source."""

from lynxrunner.capture import frequency, power, temperature, throttle
from lynxrunner.doctor.row import Level, Row, unreadable
from lynxrunner.doctor.sight import Sight
from lynxschema.leaves import state_of

DRIVER = "sys/devices/system/cpu/cpu0/cpufreq/scaling_driver"
ADAPTIVE = ("intel_pstate", "amd-pstate-epp", "amd_pstate_epp")
"""Drivers whose governor `powersave` still follows the load; others hold the lowest clock."""


def governor(sight: Sight) -> Row:
    """performance holds the clock up; others follow the load, late."""
    found = frequency.governor(sight.tree)
    if not isinstance(found, str):
        return unreadable("governor", found)
    if found == "performance":
        return Row("governor", found, "good")
    lowest = "powersave" in found and sight.tree.read(DRIVER) not in ADAPTIVE
    advice = "cpupower frequency-set -g performance"
    return Row("governor", found, "poor" if lowest else "fair", advice)


def turbo(sight: Sight) -> Row:
    """Turbo clocks depend on heat and on what other cores do."""
    found = frequency.turbo(sight.tree)
    if not isinstance(found, bool):
        return unreadable("turbo", found)
    path = frequency.NO_TURBO if sight.tree.exists(frequency.NO_TURBO) else frequency.BOOST
    value = 1 if path == frequency.NO_TURBO else 0
    advice = f"for clocks that do not depend on heat: echo {value} > /{path}"
    return Row("turbo", "on", "fair", advice) if found else Row("turbo", "off", "good")


def clock_range(sight: Sight) -> Row:
    """A range of one clock is the quietest."""
    found = frequency.clocks(sight.tree)
    low, high, now = found["minimum_mhz"], found["maximum_mhz"], frequency.current_mhz(sight.tree)
    if state_of(low) or state_of(high):
        return unreadable("frequency", low if state_of(low) else high)
    said = "" if state_of(now) else f", now {now:.0f} MHz"
    if found["locked"]:
        return Row("frequency", f"locked at {low:.0f} MHz{said}", "good")
    advice = "to lock it: cpupower frequency-set -d F -u F, with a clock F that all cores hold"
    return Row("frequency", f"{low:.0f} to {high:.0f} MHz{said}", "fair", advice)


def heat(sight: Sight) -> Row:
    """A processor that throttled while nothing but the probe ran throttles in a benchmark too."""
    during, ever = sight.noise["thermal_throttle_events"], throttle.throttle_events(sight.tree)
    warm = temperature.temperature(sight.tree)
    said = "" if isinstance(warm, dict) else f"{warm:.0f} degrees Celsius, "
    if not isinstance(during, int):
        return Row("heat", f"{said}{unreadable('heat', during).read}", "unknown")
    read = f"{said}{during} throttle events during the probe, {ever} since the start"
    level: Level = "poor" if during else "fair" if ever else "good"
    return Row("heat", read, level, "" if level == "good" else "cool the machine, or lower its clock or power limit")


def power_source(sight: Sight) -> Row:
    """On battery, firmware and kernel save power in ways of their own."""
    found = power.source(sight.tree)
    if not isinstance(found, str):
        return unreadable("power source", found)
    return Row("power source", found, "poor", "connect mains power") if found == "battery" else (
        Row("power source", found, "good")
    )
