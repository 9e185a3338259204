"""`lynx run` under a meter of constant power, end to end: readings, energy, headline, and what the checker says."""

import json
from pathlib import Path
from time import perf_counter_ns
from typing import Any

import pytest
from click.testing import CliRunner

from lynxrunner.capture import cpu_device
from lynxrunner.commands.run import run
from lynxrunner.energy.meter import Channel, Terms
from lynxrunner.energy.polled import Polled
from lynxschema.records.submission import Submission
from tests.runner.checked import errors

WATTS = 50
CHANNEL = Channel("package-0", "package", "powercap intel-rapl:0", "energy_joules", True, device=0)
TERMS = Terms("package", [CHANNEL], least_window_s=0.2, idle_s=0.1, period_s=0.01)
ARGUMENTS = ["digits-cnn", "--runtime", "stub", "--threads", "1", "--quick", "--energy", "powercap", "--batch", "8"]


def measured(monkeypatch: pytest.MonkeyPatch, out: Path, mode: str) -> tuple[Path, dict[str, Any]]:
    meter = Polled(TERMS, lambda: [perf_counter_ns() * WATTS // 1000])
    monkeypatch.setattr("lynxrunner.metering.find", lambda *given: meter)
    monkeypatch.setattr(cpu_device, "sharing", lambda tree: {"mode": mode})
    result = CliRunner().invoke(run, [*ARGUMENTS, "--out", str(out)])
    assert result.exit_code == 0, result.output
    (record,) = out.glob("*/submission.json")
    return record.parent, json.loads(record.read_bytes())


def test_a_metered_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    directory, record = measured(monkeypatch, tmp_path / "out", "exclusive")
    Submission.model_validate(record)
    assert {each["kind"] for each in record["evidence"]} == {"samples", "predictions", "readings"}
    for point in record["operating_points"]:
        energy, rate = point["energy"], point["trials"][0]["throughput"]["value"]
        assert energy["mean_watts"] == pytest.approx(WATTS, rel=0.02)
        assert energy["idle"]["watts"] == pytest.approx(WATTS, rel=0.02)
        assert energy["joules_per_inference"] == pytest.approx(WATTS / rate, rel=0.5)
        assert energy["joules_per_inference_above_idle"] == pytest.approx(0, abs=0.02 * energy["joules_per_inference"])
        assert point["headline"]["joules_per_inference"]["value"] == pytest.approx(energy["joules_per_inference"])
    assert errors(directory) == []


def test_a_shared_device_is_not_told_per_inference(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    directory, record = measured(monkeypatch, tmp_path / "out", "virtual_cpus")
    energy = record["operating_points"][0]["energy"]
    assert energy["joules"] > 0 and "virtual_cpus" in energy["joules_per_inference"]["not_applicable"]
    assert errors(directory) == []


@pytest.mark.parametrize(("options", "reason"), [(["--energy", "off"], "not_requested"), ([], "not_requested")])
def test_without_a_meter_the_reason_stands(tmp_path: Path, options: list[str], reason: str) -> None:
    arguments = [*ARGUMENTS[:6], "--scenario", "single_stream", "--out", str(tmp_path / "out"), *options]
    assert CliRunner().invoke(run, arguments).exit_code == 0
    (record,) = (tmp_path / "out").glob("*/submission.json")
    assert json.loads(record.read_bytes())["operating_points"][0]["energy"]["not_measured"]["reason"] == reason


@pytest.mark.parametrize(("options", "says"), [
    (["--energy", "nvml"], "no meter of this kind"), (["--energy", "tdp"], "unknown energy"),
    (["--wall-meter", "none.csv"], "none.csv: No such file"),
])
def test_bad_meters_are_one_sentence(options: list[str], says: str) -> None:
    result = CliRunner().invoke(run, [*ARGUMENTS[:5], *options])
    assert result.exit_code == 2 and says in result.output and "Traceback" not in result.output


def test_the_command_names_the_file_and_not_its_path(tmp_path: Path) -> None:
    from lynxrunner.request import Request, command

    assert command(Request("digits-cnn", wall_meter=tmp_path / "m.csv")).endswith("--wall-meter m.csv")
    assert str(tmp_path) not in command(Request("digits-cnn", wall_meter=tmp_path / "m.csv", energy="wall"))
