"""The doctor on other machines' files: what it reads, how it judges it, and that its verdict follows."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lynxrunner.capture.noise import noise, reading
from lynxrunner.commands.doctor import doctor
from lynxrunner.doctor import sight
from lynxrunner.doctor.examine import CHECKS, Examination, examine
from lynxrunner.doctor.report import text
from lynxrunner.doctor.row import Row
from lynxrunner.doctor.sight import Sight
from lynxrunner.doctor.spin import Spin, spin
from lynxrunner.energy.powercap import powercap
from tests.runner.machines import MACHINES, machine

QUIET = Spin(60, 120, 4000, 0.0005, 2.0)
READY = [{"id": "onnxruntime", "version": "1.23.0"}, {"id": "openvino", "version": None}]
Examined = Callable[..., dict[str, Row]]


@pytest.fixture
def examined(tmp_path: Path) -> Examined:
    """Rows by name for a machine's files, with `changes` made to them while the probe runs."""

    def made(name: str, changes: dict[str, str] | None = None, **other: Any) -> dict[str, Row]:
        tree = machine(name, tmp_path)
        before = reading(tree)
        for path, content in (changes or {}).items():
            (tree.root / path).write_text(content)
        seen = {"spin": QUIET, "meters": {"powercap": powercap(tree)}, "runtimes": READY} | other
        return {row.check: row for row in examine(Sight(tree, noise(tree, before, reading(tree)), **seen)).rows}

    return made


@pytest.mark.parametrize("name", MACHINES)
def test_every_machine_gets_every_row(examined: Examined, name: str) -> None:
    rows = examined(name)
    assert len(rows) == len(CHECKS)
    assert all(row.read for row in rows.values())
    assert [row.check for row in rows.values() if row.level in ("good", "unknown") and row.advice] == []


@pytest.mark.parametrize(("name", "check", "level"), [
    ("hybrid_laptop", "power source", "poor"), ("hybrid_laptop", "governor", "fair"),
    ("hybrid_laptop", "turbo", "fair"), ("hybrid_laptop", "heat", "fair"),
    ("two_sockets", "governor", "good"), ("two_sockets", "turbo", "good"),
    ("two_sockets", "NUMA", "fair"), ("two_sockets", "SMT", "good"), ("two_sockets", "energy", "good"),
    ("epyc", "SMT", "fair"), ("epyc", "governor", "fair"), ("epyc", "timer", "fair"), ("epyc", "heat", "unknown"),
    ("board", "governor", "fair"), ("board", "turbo", "unknown"), ("board", "energy", "fair"), ("board", "ISA", "good"),
    ("cloud", "hypervisor", "fair"), ("cloud", "governor", "unknown"), ("cloud", "ISA", "fair"),
    ("container", "CPU quota", "fair"), ("laptop", "frequency", "good"), ("nothing", "load", "unknown"),
])
def test_how_a_machine_is_judged(examined: Examined, name: str, check: str, level: str) -> None:
    assert examined(name)[check].level == level


@pytest.mark.parametrize(("name", "check", "changes"), [
    ("two_sockets", "heat", {"sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count": "9"}),
    ("cloud", "steal", {"proc/stat": "cpu  180 0 50 800 10 0 5 55 0 0\n"}),
    ("container", "CPU quota", {"sys/fs/cgroup/cpu.stat": "nr_throttled 9\n"}),
])
def test_what_happens_during_the_probe_is_poor(
    examined: Examined, name: str, check: str, changes: dict[str, str]
) -> None:
    assert examined(name, changes)[check].level == "poor"


def test_a_quiet_machine_is_fit(examined: Examined) -> None:
    found = Examination(list(examined("two_sockets").values()), {})
    assert found.fit
    assert found.verdict == "fit for registry results; could be better: frequency, heat, NUMA"


def test_the_lowest_clock_is_not_fit(examined: Examined) -> None:
    rows = examined("epyc", {"sys/devices/system/cpu/cpu0/cpufreq/scaling_driver": "acpi-cpufreq"})
    assert rows["governor"].level == "poor"


def test_jitter_and_missing_runtimes_are_not_fit(examined: Examined) -> None:
    rows = examined("two_sockets", spin=Spin(60, 9000, 4_000_000, 0.2, 2.0), runtimes=[])
    assert (rows["jitter"].level, rows["runtimes"].level) == ("poor", "poor")
    assert "20.00% of 2.0 s lost" in rows["jitter"].read


def ticking(gaps: list[int]) -> Iterator[int]:
    """A clock that shows these gaps over and over."""
    at = 0
    while True:
        for gap in gaps:
            at += gap
            yield at


def test_the_probe_finds_what_was_planted() -> None:
    clock = ticking([100] * 1999 + [50_000])
    found = spin(0.02, lambda: next(clock))
    assert (found.p50_ns, found.longest_ns) == (105, 50_000)
    assert found.p99_9_ns == 105
    assert found.lost_share == pytest.approx(0.2, rel=0.02)
    busy = ticking([100] * 99 + [3_000])
    assert spin(0.02, lambda: next(busy)).p99_9_ns == 3005


def test_text_and_json(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tree = machine("two_sockets", tmp_path)
    seen = Sight(tree, noise(tree, reading(tree), reading(tree)), QUIET, {"powercap": powercap(tree)}, READY)
    monkeypatch.setattr(sight, "look", lambda: seen)
    shown = CliRunner().invoke(doctor)
    assert shown.exit_code == 0 and "\x1b" not in shown.output
    assert shown.output.splitlines()[-1].startswith("This machine is fit for registry results")
    assert "\x1b" in text(examine(seen))
    record = json.loads(CliRunner().invoke(doctor, ["--format", "json"]).output)
    assert set(record) == {"fit", "verdict", "probe", "checks"}
    assert set(record["probe"]) == {"p50_ns", "p99_9_ns", "longest_ns", "lost_share", "seconds"}
    assert all(set(row) == {"check", "read", "level", "advice"} for row in record["checks"])


def test_not_fit_is_exit_code_1(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tree = machine("hybrid_laptop", tmp_path)
    seen = Sight(tree, noise(tree, reading(tree), reading(tree)), QUIET, {"powercap": powercap(tree)}, READY)
    monkeypatch.setattr(sight, "look", lambda: seen)
    shown = CliRunner().invoke(doctor)
    assert shown.exit_code == 1
    assert "not fit for registry results: power source" in shown.output
