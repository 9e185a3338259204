"""The noise record on the files of real kinds of machines: each member a value, or a state with its true reason."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from lynxrunner.capture.noise import noise, reading
from lynxrunner.capture.throttle import throttle_events
from lynxrunner.capture.tree import Tree
from lynxschema.leaves import state_of
from lynxschema.records.noise import Noise
from tests.runner.machines import machine

EXPECTED: dict[str, dict[str, Any]] = {
    "hybrid_laptop": {"governor": "powersave, schedutil", "turbo": True, "temperature_c": 71.0,
                      "thermal_throttle_events": 0, "cgroup_throttled_periods": "not_applicable",
                      "power_source": "battery"},
    "two_sockets": {"governor": "performance", "turbo": False, "temperature_c": 52.0, "thermal_throttle_events": 0,
                    "frequency_mhz": 2500.0, "power_source": "mains"},
    "epyc": {"governor": "powersave", "turbo": True, "temperature_c": 44.5,
             "thermal_throttle_events": "unsupported_by_platform"},
    "board": {"governor": "ondemand", "turbo": "unsupported_by_platform", "temperature_c": 58.4,
              "thermal_throttle_events": "unsupported_by_platform", "steal_share": 0.0},
    "cloud": {"governor": "virtualised", "turbo": "virtualised", "frequency_mhz": "virtualised",
              "temperature_c": "virtualised", "thermal_throttle_events": "virtualised", "steal_share": 0.0,
              "power_source": "not_applicable"},
    "container": {"governor": "performance", "cgroup_throttled_periods": 0},
    "nothing": {"governor": "unsupported_by_platform", "load_average": "unsupported_by_platform",
                "steal_share": "unsupported_by_platform", "aslr": "unsupported_by_platform"},
}


def shown(value: Any) -> Any:
    """The reason of a state, the value of a reading that did not change."""
    kind = state_of(value)
    if kind:
        return value[kind]["reason"] if kind == "not_measured" else kind
    return value["before"] if isinstance(value, dict) else value


@pytest.mark.parametrize("name", EXPECTED)
def test_noise_of_a_machine(name: str, tmp_path: Path) -> None:
    tree = machine(name, tmp_path)
    found = noise(tree, reading(tree), reading(tree))
    Noise.model_validate(found)
    assert {member: shown(found[member]) for member in EXPECTED[name]} == EXPECTED[name]
    assert shown(found["clock_event_reasons"]) == "not_applicable"


@pytest.mark.parametrize(("name", "events"), [("hybrid_laptop", 21), ("two_sockets", 4), ("epyc", None)])
def test_threads_that_repeat_a_counter_count_once(name: str, events: int | None, tmp_path: Path) -> None:
    assert throttle_events(machine(name, tmp_path)) == events


def test_a_plug_that_is_pulled_during_a_trial_is_seen(tmp_path: Path) -> None:
    tree = machine("hybrid_laptop", tmp_path)
    battery = tmp_path / "sys/class/power_supply/BAT0/status"
    battery.write_text("Charging\n")
    before = reading(tree)
    battery.write_text("Discharging\n")
    assert noise(tree, before, reading(tree))["power_source"] == {"before": "mains", "after": "battery"}


def test_an_unreadable_counter_of_a_quota_is_no_missing_quota(tmp_path: Path) -> None:
    tree = machine("container", tmp_path)
    (tmp_path / "sys/fs/cgroup/cpu.stat").unlink()
    found = noise(tree, reading(tree), reading(tree))
    assert shown(found["cgroup_throttled_periods"]) == "unsupported_by_platform"


def test_noise_of_this_machine() -> None:
    Noise.model_validate(noise(Tree(), reading(Tree()), reading(Tree())))


def test_a_neighbour_that_takes_the_processor_is_seen() -> None:
    """As many spinning processes as CPUs beside this one: it waits for a good part of its time."""
    quiet, crowded = (spun(neighbours) for neighbours in (0, len(os.sched_getaffinity(0))))
    assert crowded["ready_wait_share"] > 0.2 and crowded["other_processes_share"] > 0.3
    assert crowded["ready_wait_share"] > quiet["ready_wait_share"]


def spun(neighbours: int) -> dict[str, Any]:
    """Noise of half a second of spinning beside so many others that spin."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(neighbours)]
    try:
        before, end = reading(Tree()), time.monotonic() + 0.5
        while time.monotonic() < end:
            pass
        return noise(Tree(), before, reading(Tree()))
    finally:
        for other in others:
            other.kill()
            other.wait()
