"""NVML on a fake library and a virtual clock."""

from typing import Any

import pytest

from lynxrunner.capture.noise import noise, reading
from lynxrunner.capture.nvidia import Nvidia, Unread
from lynxrunner.capture.nvidia import watched as gpu_of
from lynxrunner.capture.tree import Tree
from lynxrunner.energy.nvml import nvml
from lynxrunner.energy.polled import Polled
from lynxschema.energy import energy, trial_energy
from lynxschema.readings import Readings
from lynxschema.records.energy import Channel
from lynxschema.records.noise import Noise
from lynxschema.samples import Samples
from tests.runner.energy.fake_nvml import FakeNvml
from tests.runner.energy.world import Watched, World


def idle_then_busy(seconds: float) -> float:
    """100 W but for 700 W from 5.5 s to 17.5 s."""
    return 700.0 if 5.5 <= seconds < 17.5 else 100.0


def meter(**traits: Any) -> tuple[FakeNvml, Polled]:
    library = FakeNvml(World(idle_then_busy), **traits)
    found = nvml(library)
    assert isinstance(found, Polled)
    return library, found


def watched(library: FakeNvml, found: Polled) -> Watched:
    return Watched(library.world, found, load_s=0.5, steady_s=12.0, each_s=0.02)


@pytest.mark.parametrize("boards", [1, 4])
def test_counter_and_integral_agree(boards: int) -> None:
    library, found = meter(boards=boards)
    channels = found.terms.records()
    figure = energy([watched(library, found).readings(2 * boards)], channels)
    assert figure["mean_watts"] == pytest.approx(700, rel=1e-3)
    assert figure["idle"]["watts"] == pytest.approx(100, rel=1e-3)
    assert figure["joules_per_inference"] == pytest.approx(14, rel=1e-3)
    assert figure["counter_against_integral"] == pytest.approx(0, abs=1e-3)
    for each in channels:
        Channel.model_validate(each)


def test_a_counter_that_disagrees_is_told() -> None:
    library, found = meter(lies=1.08)
    figure = energy([watched(library, found).readings(2)], found.terms.records())
    assert figure["counter_against_integral"] == pytest.approx(0.08, abs=2e-3)


def test_a_board_without_a_counter_is_integrated() -> None:
    library, found = meter(silent=True)
    figure = energy([watched(library, found).readings(1)], found.terms.records())
    assert figure["mean_watts"] == pytest.approx(700, rel=1e-3)
    assert "not_applicable" in figure["counter_against_integral"]


def test_a_gap_invalidates() -> None:
    library, found = meter()
    run = watched(library, found)
    run.readings(2)
    columns = run.columns
    kept = (columns["at_ns"] < 8e9) | (columns["at_ns"] > 11.2e9)
    state = trial_energy(Readings(Samples({k: v[kept] for k, v in columns.items()})), found.terms.records())
    assert state["not_measured"]["reason"] == "reading_failed"
    assert "silent for 3.4 s" in state["not_measured"]["detail"]


def test_a_lost_gpu_ends_the_readings() -> None:
    library, found = meter(lost=9000)
    run = watched(library, found)
    run.readings(2)
    assert run.failure == "the meter failed: code 15"


def test_a_mig_slice_publishes_nothing_per_inference() -> None:
    library, found = meter(mig=1)
    figure = energy([watched(library, found).readings(2)], found.terms.records(), found.terms.shared)
    assert "whole board" in figure["joules_per_inference"]["not_applicable"]
    assert "not_applicable" in figure["joules_per_inference_above_idle"]
    assert meter(mig=0)[1].terms.shared is None


@pytest.mark.parametrize(("code", "reason"), [
    (9, "no_meter"), (12, "no_meter"), (4, "permission_denied"), (3, "unsupported_by_driver"), (999, "reading_failed"),
])
def test_why_there_is_none(code: int, reason: str) -> None:
    state = nvml(FakeNvml(World(idle_then_busy), broken=code))
    assert isinstance(state, dict) and state["not_measured"]["reason"] == reason


def test_no_gpu_is_no_meter() -> None:
    state = nvml(FakeNvml(World(idle_then_busy), boards=0))
    assert isinstance(state, dict) and state["not_measured"]["reason"] == "no_meter"


def test_a_superchip_is_a_module_and_bytes_are_text() -> None:
    terms = meter(name=b"NVIDIA GH200 480GB", driver=b"575.1")[1].terms
    assert (terms.scope, terms.channels[0].version) == ("module", "575.1")


def test_noise_of_a_gpu() -> None:
    library = FakeNvml(World(idle_then_busy), boards=2)
    gpus = Nvidia(library, [0, 1])
    before = reading(Tree(), gpus)
    library.reasons = [0x001, 0x020 | 0x004]
    found = noise(Tree(), before, reading(Tree(), gpus))
    Noise.model_validate(found)
    assert found["clock_event_reasons"] == ["sw_power_cap", "sw_thermal_slowdown"]
    assert found["device_clock_mhz"] == {"before": 1980, "after": 1980}
    assert found["temperature_c"] == {"before": 62, "after": 62}


@pytest.mark.parametrize(("device", "shown", "expected"), [
    ("cuda", None, 0), ("cuda:1", None, 1), ("cuda", "1", 1), ("cuda:1", "3,2", 2), ("cuda:1", "GPU-0,GPU-3", 3),
])
def test_the_gpu_that_computes_is_the_one_that_is_read(device: str, shown: str | None, expected: int) -> None:
    library = FakeNvml(World(idle_then_busy), boards=4)
    environment = {} if shown is None else {"CUDA_VISIBLE_DEVICES": shown}
    gpu = gpu_of(device, library, environment)
    assert isinstance(gpu, Nvidia) and gpu.handles == [expected]
    assert gpu.reading()["temperature_c"] == 61 + expected
    library.reasons[expected] = 0x008
    assert gpu.reading()["clock_event_reasons"] == ["hw_slowdown"]


@pytest.mark.parametrize(("device", "environment", "broken", "reason"), [
    ("cuda:1", {"CUDA_VISIBLE_DEVICES": "0"}, {}, "reading_failed"),
    ("cuda", {"CUDA_VISIBLE_DEVICES": ""}, {}, "reading_failed"),
    ("cuda", {}, {"broken": 4}, "permission_denied"),
])
def test_a_gpu_that_cannot_be_read_says_why(
    device: str, environment: dict[str, str], broken: dict[str, Any], reason: str
) -> None:
    gpu = gpu_of(device, FakeNvml(World(idle_then_busy), **broken), environment)
    assert isinstance(gpu, Unread)
    found = noise(Tree(), reading(Tree(), gpu), reading(Tree(), gpu))
    Noise.model_validate(found)
    assert found["clock_event_reasons"]["not_measured"]["reason"] == reason


def test_what_computes_elsewhere_has_no_gpu_noise() -> None:
    assert gpu_of("cpu") is None and gpu_of("rocm") is None


def test_the_meter_reads_one_board_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    found = nvml(FakeNvml(World(idle_then_busy), boards=4), "cuda:2")
    assert isinstance(found, Polled) and [each.name for each in found.terms.channels] == ["gpu0 energy", "gpu0 power"]
    none = nvml(FakeNvml(World(idle_then_busy), boards=4), "cuda:x")
    assert isinstance(none, dict) and none["not_measured"]["reason"] == "no_meter"
