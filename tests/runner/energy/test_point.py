"""The energy of an operating point, assembled from trials that a fake meter watched."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lynxrunner.assemble.energy import readings, with_energy
from lynxrunner.assemble.operating_point import Trial
from lynxrunner.energy.meter import Terms
from lynxrunner.energy.metered import Metered, metered
from lynxrunner.energy.nvml import nvml
from lynxrunner.energy.polled import Polled, poll
from lynxrunner.energy.powercap import powercap
from lynxschema.records.energy import Energy, TrialEnergy
from lynxschema.samples import OPTIONAL, REQUIRED
from tests.runner.energy.fake_nvml import FakeNvml
from tests.runner.energy.rapl import Rapl
from tests.runner.energy.world import Watched, World

ALONE = [{"sharing": {"mode": "exclusive"}}]


def trial(world: World, meter: Polled, steady_s: float) -> Trial:
    run = Watched(world, meter, load_s=0.5, steady_s=steady_s, each_s=0.05)
    ticks = poll(meter.read, len(meter.terms.channels), world.now, run._ended)
    seen = Metered(meter.terms, ticks, round(run.begin * 1e9), round(run.end * 1e9))
    return Trial({"readings": seen.record(round(run.epoch * 1e9), run.completed, 4)}, {})


def cpu(root: Path, busy_w: float = 50.0, steady_s: float = 3.0) -> tuple[Terms, Trial]:
    rapl = Rapl(root, World(lambda s: busy_w if 1.5 <= s < 1.5 + steady_s else 10.0))
    rapl.add("intel-rapl:0", "package-0", 1.0)
    meter = powercap(rapl.tree)
    assert isinstance(meter, Polled)
    return meter.terms, trial(rapl.world, meter, steady_s)


def gpu(**traits: Any) -> tuple[Terms, Trial]:
    library = FakeNvml(World(lambda s: 700.0 if 5.5 <= s < 17.5 else 100.0), **traits)
    meter = nvml(library)
    assert isinstance(meter, Polled)
    return meter.terms, trial(library.world, meter, 12.0)


def point(count: int) -> dict[str, Any]:
    return {"trials": [{"trial": number} for number in range(count)], "headline": {"trials": count},
            "energy": None, "validity": {"valid": True, "reasons": [], "warnings": ["drift"]}}


def reason(found: dict[str, Any]) -> str:
    assert "energy" not in found["trials"][0] and "joules_per_inference" not in found["headline"]
    return str(found["energy"]["not_measured"]["reason"])


def test_energy_of_a_point(tmp_path: Path) -> None:
    each = [cpu(tmp_path / str(watts), watts) for watts in (40.0, 50.0)]
    found = with_energy(point(2), each[0][0], [trial for _, trial in each], ALONE)
    energy = found["energy"]
    Energy.model_validate(energy)
    # Four inferences per call of 50 ms.
    assert energy["joules_per_inference"] == pytest.approx(45 * 0.05 / 4, rel=1e-3)
    assert energy["joules_per_inference_above_idle"] == pytest.approx(35 * 0.05 / 4, rel=1e-3)
    assert energy["scope"] == "package" and energy["idle"]["method"] == "before_and_after"
    own = [TrialEnergy.model_validate(one["energy"]) for one in found["trials"]]
    assert [one.joules / one.window_s for one in own] == pytest.approx([40, 50], rel=1e-3)
    assert found["headline"]["joules_per_inference"]["value"] == pytest.approx((40 * 50) ** 0.5 * 0.05 / 4, rel=1e-3)
    assert found["validity"] == point(2)["validity"]


def test_a_shared_device_publishes_its_window_alone(tmp_path: Path) -> None:
    terms, one = cpu(tmp_path)
    found = with_energy(point(1), terms, [one], [{"sharing": {"mode": "cpu_quota"}}])
    Energy.model_validate(found["energy"])
    assert found["energy"]["joules"] > 0
    assert "cpu_quota" in found["energy"]["joules_per_inference"]["not_applicable"]
    assert "joules_per_inference" not in found["headline"]


def test_a_mig_slice_does_so_whatever_is_disclosed() -> None:
    terms, one = gpu(mig=1)
    found = with_energy(point(1), terms, [one], ALONE)
    assert "MIG" in found["energy"]["joules_per_inference"]["not_applicable"]


def test_counter_and_integral_apart_are_a_warning() -> None:
    terms, one = gpu(lies=1.08)
    assert with_energy(point(1), terms, [one], ALONE)["validity"]["warnings"] == [
        "drift", "the energy counter and the integrated power differ by +8.0%"]
    terms, one = gpu(lies=1.03)
    assert with_energy(point(1), terms, [one], ALONE)["validity"]["warnings"] == ["drift"]


def test_a_short_window_a_failed_meter_a_trial_without_readings(tmp_path: Path) -> None:
    terms, good = cpu(tmp_path / "good")
    _, short = cpu(tmp_path / "short", steady_s=0.9)
    assert reason(with_energy(point(2), terms, [good, short], ALONE)) == "too_short"
    broken = Trial({"readings": {**good.result["readings"], "failure": "the meter failed: gone"}}, {})
    assert reason(with_energy(point(2), terms, [good, broken], ALONE)) == "reading_failed"
    assert reason(with_energy(point(2), terms, [good, Trial({}, {})], ALONE)) == "not_requested"


def test_readings_are_the_contracts_columns(tmp_path: Path) -> None:
    _, one = cpu(tmp_path)
    columns = readings({"a": [one, one], "b": [one]})
    assert columns is not None
    assert set(columns) == {*REQUIRED["readings"], *OPTIONAL["readings"]}
    assert {(int(p), int(t)) for p, t in zip(columns["operating_point"], columns["trial"], strict=True)} == {
        (0, 0), (0, 1), (1, 0)}
    assert readings({"a": [Trial({}, {})]}) is None


def test_idle_is_rested_around_the_job_and_a_failed_job_ends_the_recording() -> None:
    library = FakeNvml(World(lambda s: 100.0))
    meter = nvml(library)
    assert isinstance(meter, Polled)
    rests: list[float] = []
    result, seen = metered(meter, lambda: 7, rests.append)
    assert (result, rests) == (7, [5.0, 5.0]) and seen is not None and seen.ticks.failure is None
    with pytest.raises(ZeroDivisionError):
        metered(meter, lambda: 1 // 0, rests.append)
    assert metered(None, lambda: 8, rests.append) == (8, None)


def test_joules_per_token(tmp_path: Path) -> None:
    terms, one = cpu(tmp_path)
    steady, ok = np.array([0, 1, 1, 1]), np.array([0, 0, 0, 1])
    rows = {"phase": steady, "status": ok, "output_items": np.array([900, 10, 30, 900])}
    found = with_energy(point(1), terms, [Trial(one.result, rows)], ALONE)
    Energy.model_validate(found["energy"])
    assert found["energy"]["joules_per_token"] == pytest.approx(found["energy"]["joules_per_inference"] / 20)
    assert found["headline"]["joules_per_token"]["value"] == pytest.approx(found["energy"]["joules_per_token"])
