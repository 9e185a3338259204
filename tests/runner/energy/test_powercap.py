"""powercap on a fake tree and a virtual clock: the joules are known."""

import os
from pathlib import Path

import pytest

from lynxrunner.energy.polled import Polled
from lynxrunner.energy.powercap import powercap
from lynxschema.energy import energy, trial_energy
from lynxschema.records.energy import Channel
from tests.runner.energy.rapl import HOME, Rapl
from tests.runner.energy.world import Watched, World
from tests.runner.machines import machine


def idle_then_busy(seconds: float) -> float:
    """10 W but for 50 W from 1.5 s to 6.5 s."""
    return 50.0 if 1.5 <= seconds < 6.5 else 10.0


def meter(rapl: Rapl) -> Polled:
    found = powercap(rapl.tree)
    assert isinstance(found, Polled)
    return found


def watched(rapl: Rapl, each_s: float = 0.01) -> Watched:
    return Watched(rapl.world, meter(rapl), load_s=0.5, steady_s=5.0, each_s=each_s)


@pytest.fixture
def rapl(tmp_path: Path) -> Rapl:
    made = Rapl(tmp_path, World(idle_then_busy))
    made.add("intel-rapl:0", "package-0", 1.0)
    return made


def test_constant_power_gives_its_joules(rapl: Rapl) -> None:
    run = watched(rapl)
    figure = energy([run.readings(1)], run.meter.terms.records())
    assert figure["mean_watts"] == pytest.approx(50, rel=1e-6)
    assert figure["idle"]["watts"] == pytest.approx(10, rel=1e-6)
    assert figure["idle"]["window_s"] == pytest.approx(1.8)
    assert figure["joules_per_inference"] == pytest.approx(50 * 0.01, rel=1e-6)
    assert figure["joules_per_inference_above_idle"] == pytest.approx(40 * 0.01, rel=1e-6)
    assert "no power" in figure["counter_against_integral"]["not_applicable"]


@pytest.mark.parametrize("each_s", [0.001, 0.03, 0.25, 0.7])
def test_a_window_holds_whole_inferences_however_long_one_takes(rapl: Rapl, each_s: float) -> None:
    run = watched(rapl, each_s)
    found = trial_energy(run.readings(1), run.meter.terms.records())
    assert found["joules"] / found["successes"] == pytest.approx(50 * each_s, rel=0.04)


def test_a_ramp_is_integrated(tmp_path: Path) -> None:
    rapl = Rapl(tmp_path, World(lambda s: 20 * s))
    rapl.add("intel-rapl:0", "package-0", 1.0)
    run = watched(rapl)
    readings = run.readings(1)
    window = readings.window
    assert window is not None
    begin, end = ((at + run.epoch * 1e9) / 1e9 for at in (window.begin, window.end))
    truth = 10 * (end**2 - begin**2)
    assert trial_energy(readings, run.meter.terms.records())["joules"] == pytest.approx(truth, rel=1e-3)


def test_a_wrap_around_is_added_once(tmp_path: Path) -> None:
    rapl = Rapl(tmp_path, World(idle_then_busy), range_uj=90_000_000, start_uj=89_000_000)
    rapl.add("intel-rapl:0", "package-0", 1.0)
    run = watched(rapl)
    figure = energy([run.readings(1)], run.meter.terms.records())
    assert figure["mean_watts"] == pytest.approx(50, rel=1e-6)
    assert run.columns["micro"].min() == 0


def test_only_packages_make_the_sum(rapl: Rapl) -> None:
    rapl.add("intel-rapl:1", "package-1", 0.5)
    rapl.add("intel-rapl:2", "psys", 3.0)
    rapl.add("intel-rapl:0:0", "core", 0.7)
    rapl.add("intel-rapl:0:1", "dram", 0.2)
    rapl.add("intel-rapl-mmio:0", "package-0", 1.0)
    run = watched(rapl)
    channels = run.meter.terms.records()
    assert {each["name"]: (each["scope"], each["counted"]) for each in channels} == {
        "package-0": ("package", True), "package-1": ("package", True), "psys": ("system", False),
        "core": ("chip", False), "dram": ("dram", False),
    }
    assert not [each for each in channels if "mmio" in each["meter"]]
    assert energy([run.readings(5)], channels)["mean_watts"] == pytest.approx(75, rel=1e-6)
    for each in channels:
        Channel.model_validate(each)


def test_permission_denied_is_a_reason_and_no_zero(rapl: Rapl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: "energy_uj" not in str(path))
    state = powercap(rapl.tree)
    assert isinstance(state, dict) and state["not_measured"]["reason"] == "permission_denied"


def test_one_hidden_package_hides_the_sum(rapl: Rapl, monkeypatch: pytest.MonkeyPatch) -> None:
    rapl.add("intel-rapl:1", "package-1", 0.5)
    monkeypatch.setattr(os, "access", lambda path, mode: "rapl:1" not in str(path))
    state = powercap(rapl.tree)
    assert isinstance(state, dict) and state["not_measured"]["reason"] == "permission_denied"


def test_a_counter_that_goes_away_ends_the_readings_with_a_reason(rapl: Rapl) -> None:
    run = watched(rapl)

    def vanish() -> None:
        if rapl.world.ms > 3000:
            (rapl.root / HOME / "intel-rapl:0/energy_uj").unlink()

    rapl.world.passing.append(vanish)
    readings = run.readings(1)
    assert run.failure is not None and "No such file" in run.failure
    assert trial_energy(readings, run.meter.terms.records())["joules"] > 0


@pytest.mark.parametrize(("name", "expected"), [
    ("cloud", "virtualised"), ("laptop", "no_meter"), ("board", "no_meter"),
])
def test_a_machine_without_the_meter_says_why(tmp_path: Path, name: str, expected: str) -> None:
    state = powercap(machine(name, tmp_path))
    assert isinstance(state, dict) and state["not_measured"]["reason"] == expected


@pytest.mark.parametrize(("name", "counted"), [("two_sockets", 2), ("epyc", 1)])
def test_packages_of_both_vendors_are_counted(tmp_path: Path, name: str, counted: int) -> None:
    found = powercap(machine(name, tmp_path))
    assert isinstance(found, Polled)
    assert [each.counted for each in found.terms.channels].count(True) == counted
