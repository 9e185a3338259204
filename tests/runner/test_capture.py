"""Capture by whitelist: what machines show is read, what they do not show is a state with its true reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lynxrunner.capture.hardware import hardware
from lynxrunner.capture.libraries import libraries
from lynxrunner.capture.noise import noise, reading
from lynxrunner.capture.tree import Tree
from lynxschema.records.hardware import Hardware
from lynxschema.records.noise import Noise
from tests.runner.machines import MACHINES, machine


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[str], Tree]:
    return lambda name: machine(name, tmp_path)


def reason(state: Any) -> str:
    found: str = state["not_measured"]["reason"]
    return found


@pytest.mark.parametrize("name", [name for name in MACHINES if name != "nothing"])
def test_every_machine_gives_a_valid_record(tree: Callable[[str], Tree], name: str) -> None:
    found = tree(name)
    Hardware.model_validate(hardware(found))
    Noise.model_validate(noise(found, reading(found), reading(found)))


@pytest.mark.parametrize("name", MACHINES)
def test_nothing_private_is_captured(tree: Callable[[str], Tree], name: str) -> None:
    found = tree(name)
    text = json.dumps([hardware(found), noise(found, reading(found), reading(found))])
    private = ("must-not-appear", "SERIAL", "d0000000", "secret_flag", "/docker/ab12", str(found.root))
    assert not [word for word in private if word in text]


def test_virtual_machine_is_disclosed_as_one(tree: Callable[[str], Tree]) -> None:
    found = hardware(tree("virtual"))
    device, host = found["devices"][0], found["host"]
    assert host["hypervisor"] == "KVM"
    assert device["sharing"] == {"mode": "virtual_cpus", "profile": "2 virtual CPUs"}
    assert {reason(device[member]) for member in ("power_mode", "firmware", "power_limit_watts")} == {"virtualised"}
    assert reason(host["smt"]) == reason(found["cloud"]) == "virtualised"


def test_bare_metal_shows_its_settings(tree: Callable[[str], Tree]) -> None:
    found = hardware(tree("bare"))
    device, host = found["devices"][0], found["host"]
    assert host["isa"] == ["sse4_2", "avx", "f16c", "fma", "avx2", "avx512f", "avx512_vnni"]
    assert (host["sockets"], host["cores"], host["threads"], host["smt"]) == (1, 2, 4, True)
    assert device["last_level_cache_bytes"] == 48 * 1024**2
    assert device["clocks"] == {"minimum_mhz": 800, "maximum_mhz": 3200, "locked": False}
    assert (device["power_limit_watts"], device["power_mode"], device["power_source"]) == (205, "performance", "mains")
    assert device["sharing"] == {"mode": "exclusive"}
    assert "not_applicable" in host["hypervisor"] and "not_applicable" in found["cloud"]


def test_locked_clocks_and_battery(tree: Callable[[str], Tree]) -> None:
    device = hardware(tree("laptop"))["devices"][0]
    assert (device["clocks"]["locked"], device["power_source"]) == (True, "battery")


def test_kinds_of_cores(tree: Callable[[str], Tree]) -> None:
    assert hardware(tree("hybrid_laptop"))["host"]["core_kinds"] == [
        {"name": "performance", "threads": 2}, {"name": "efficiency", "threads": 2}]


def test_one_kind_of_cores_is_no_news(tree: Callable[[str], Tree]) -> None:
    assert "core_kinds" not in hardware(tree("bare"))["host"]


def test_kinds_of_cores_on_arm(tree: Callable[[str], Tree]) -> None:
    found = tree("graviton")
    for cpu, capacity in enumerate((446, 1024)):
        path = found.root / f"sys/devices/system/cpu/cpu{cpu}/cpu_capacity"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(capacity))
    assert hardware(found)["host"]["core_kinds"] == [
        {"name": "capacity 1024", "threads": 1}, {"name": "capacity 446", "threads": 1}]


@pytest.mark.parametrize(("name", "files", "fed"), [
    ("hidpp_battery_0", {"type": "Battery", "scope": "Device", "status": "Discharging"}, "mains"),
    ("macsmc-battery", {"type": "Battery", "status": "Discharging"}, "battery"),
    ("BAT1", {"status": "Not charging"}, "mains"),
    ("BAT1", {"status": "Discharging"}, "battery"),
    ("ucsi-source-psy", {"type": "USB", "status": "Discharging"}, "mains"),
])
def test_what_feeds_the_machine(
    tree: Callable[[str], Tree], name: str, files: dict[str, str], fed: str
) -> None:
    found = tree("bare")
    home = found.root / "sys/class/power_supply" / name
    home.mkdir(parents=True)
    for file, text in files.items():
        (home / file).write_text(text)
    assert hardware(found)["devices"][0]["power_source"] == fed


LAYERS = "601 450 0:60 / / rw master:1 - overlay overlay rw,lowerdir=/a:/b\n602 601 0:61 / /proc rw - proc proc rw\n"
DISK = "27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n90 27 0:9 / /mnt rw - overlay overlay rw\n"


@pytest.mark.parametrize(("path", "text", "engine"), [
    (".dockerenv", "", "docker"), ("var/run/secrets/kubernetes.io/serviceaccount/x", "", "kubernetes"),
    ("proc/1/cgroup", "0::/kubepods.slice/kubepods-burstable.slice/x", "kubernetes"),
    ("proc/self/mountinfo", LAYERS, None),
])
def test_signs_of_a_container(tree: Callable[[str], Tree], path: str, text: str, engine: str | None) -> None:
    found = tree("bare")
    (found.root / path).parent.mkdir(parents=True, exist_ok=True)
    (found.root / path).write_text(text)
    assert hardware(found)["container"].get("engine") == engine
    assert "limits" in hardware(found)["container"]


def test_layers_mounted_elsewhere_are_no_container(tree: Callable[[str], Tree]) -> None:
    found = tree("bare")
    (found.root / "proc/self").mkdir(parents=True, exist_ok=True)
    (found.root / "proc/self/mountinfo").write_text(DISK)
    assert "not_applicable" in hardware(found)["container"]


def test_arm_instance_is_named(tree: Callable[[str], Tree]) -> None:
    found = hardware(tree("graviton"))
    assert found["host"]["cpu"] == "Neoverse-V1"
    assert found["devices"][0]["id"] == "generic-aarch64"
    assert found["devices"][0]["supported_precisions"] == ["fp64", "fp32", "fp16", "bf16", "int8"]
    assert found["cloud"]["instance_type"] == "c7g.large"


@pytest.mark.parametrize(("name", "cpus", "memory"), [("quota", 1.5, 1073741824), ("quota_v1", 2.0, None)])
def test_container_limits(tree: Callable[[str], Tree], name: str, cpus: float, memory: int | None) -> None:
    found = hardware(tree(name))
    limits = found["container"]["limits"]
    assert limits["cpus"] == cpus
    assert limits["memory_bytes"] == memory or "not_applicable" in limits["memory_bytes"]
    assert found["devices"][0]["sharing"] == {"mode": "cpu_quota", "profile": f"quota of {cpus:g} CPUs"}


def test_noise_is_what_changed(tree: Callable[[str], Tree]) -> None:
    found = tree("bare")
    before = reading(found)
    (found.root / "proc/stat").write_text("cpu  180 0 50 800 10 0 5 55 0 0\n")
    (found.root / "proc/loadavg").write_text("1.50 0 0 1/1 1")
    throttles = "sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count"
    (found.root / throttles).write_text("5")
    shown = noise(found, before, reading(found))
    assert (shown["steal_share"], shown["thermal_throttle_events"], shown["turbo"]) == (0.2, 2, False)
    assert shown["load_average"] == {"before": 0.5, "after": 1.5}
    assert shown["temperature_c"] == {"before": 61.0, "after": 61.0}
    assert shown["frequency_mhz"] == {"before": 2500.0, "after": 2500.0}
    assert "not_applicable" in shown["cgroup_throttled_periods"]


def test_throttled_periods_of_a_quota(tree: Callable[[str], Tree]) -> None:
    found = tree("quota")
    before = reading(found)
    (found.root / "sys/fs/cgroup/cpu.stat").write_text("nr_throttled 9\n")
    assert noise(found, before, reading(found))["cgroup_throttled_periods"] == 2


def test_libraries_by_name_and_version_only(tmp_path: Path) -> None:
    maps = tmp_path / "proc/self/maps"
    maps.parent.mkdir(parents=True)
    maps.write_text("7f r-xp 0 08:01 1 /home/someone/lib/libcudnn.so.9.10.2\n"
                    "7f r 0 0 2 /lib/libgomp-24e2ab19.so.1.0.0\n"
                    "7f r 0 0 3 /usr/lib/libsecret.so.4\n7f r 0 0 4 /opt/libmkl_core.so\n")
    found = {each["name"]: each["version"] for each in libraries(Tree(tmp_path))}
    assert found.keys() == {"libcudnn", "libgomp", "libmkl_core"}
    assert (found["libcudnn"], found["libgomp"]) == ("9.10.2", "1.0.0")
    assert reason(found["libmkl_core"]) == "unsupported_by_platform"


def test_this_machine_gives_a_valid_record() -> None:
    Hardware.model_validate(hardware(Tree()))
