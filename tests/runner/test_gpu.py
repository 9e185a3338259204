"""NVIDIA GPUs as nvidia-smi shows them: which one computes, how much of it is ours, and nothing private."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from lynxrunner.capture.cuda import choose, chosen
from lynxrunner.capture.gpu_device import gpu_device, interconnect
from lynxrunner.capture.hardware import hardware
from lynxrunner.capture.nvidia_smi import gpus, slices
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxschema.records.hardware import Hardware
from tests.runner.machines import machine
from tests.runner.machines import nvidia as smi

GIBI, MEBI = 2**30, 2**20


def device(report: str, listing: str = "", name: str = "cuda", **environment: str) -> dict[str, Any]:
    return gpu_device(Tree(Path("nothing")), choose(name, gpus(report), slices(listing), environment))


def test_a_whole_board() -> None:
    found = device(smi.WHOLE)
    assert (found["id"], found["name"]) == ("nvidia-h100-sxm5-80gb", "NVIDIA H100 80GB HBM3")
    assert found["memory"]["capacity_bytes"] == 81559 * MEBI
    assert (found["power_limit_watts"], found["power_limit_range_watts"]) == (650, {"minimum": 200, "maximum": 700})
    assert found["driver"] == {"name": "nvidia", "version": "580.82.07"}
    assert (found["firmware"], found["clocks"]["maximum_mhz"]) == ("96.00.68.00.01", 1980)
    assert found["power_mode"] == "persistence enabled, compute mode default, ECC enabled"
    assert found["sharing"] == {"mode": "exclusive"}
    assert "fp8_e4m3fn" in found["supported_precisions"]


def test_older_drivers_name_the_limit_otherwise() -> None:
    found = device(smi.OLD)
    assert (found["power_limit_watts"], found["driver"]["version"]) == (650, "470.57.02")
    assert found["id"] == "nvidia-a100-sxm4-40gb"
    assert found["supported_precisions"]["not_measured"]["reason"] == "unsupported_by_driver"


@pytest.mark.parametrize(("report", "listing", "environment", "sharing"), [
    (smi.MIG, smi.LISTED_MIG, {}, {"mode": "mig", "profile": "1g.10gb"}),
    (smi.MIG, smi.LISTED_MIG, {"CUDA_VISIBLE_DEVICES": "MIG-33333333"}, {"mode": "mig", "profile": "3g.40gb"}),
    (smi.MPS, smi.LISTED_WHOLE, {}, {"mode": "mps"}),
    (smi.WHOLE, smi.LISTED_WHOLE, {"CUDA_MPS_ACTIVE_THREAD_PERCENTAGE": "25"},
     {"mode": "mps", "profile": "25 % of threads"}),
    (smi.VIRTUAL, "", {}, {"mode": "vgpu"}),
    (smi.BUSY, smi.LISTED_WHOLE, {}, {"mode": "time_sliced", "profile": "1 other processes"}),
])
def test_shares(report: str, listing: str, environment: dict[str, str], sharing: dict[str, str]) -> None:
    assert device(report, listing, **environment)["sharing"] == sharing


def test_our_own_process_is_no_neighbour() -> None:
    own = smi.report(smi.board(smi.H100, 81559, processes=smi.process(os.getpid(), "C", "python")))
    assert device(own)["sharing"] == {"mode": "exclusive"}


def test_a_slice_has_its_own_memory() -> None:
    found = device(smi.MIG, smi.LISTED_MIG, CUDA_VISIBLE_DEVICES="MIG-33333333-0000-0000-0000-000000000000")
    assert found["memory"]["capacity_bytes"] == 40320 * MEBI
    assert device(smi.MIG, smi.LISTED_MIG)["memory"]["capacity_bytes"] == 9984 * MEBI


@pytest.mark.parametrize(("name", "environment", "board"), [
    ("cuda", {}, smi.H100), ("cuda:1", {}, smi.A100),
    ("cuda", {"CUDA_VISIBLE_DEVICES": "1,0"}, smi.A100), ("cuda:1", {"CUDA_VISIBLE_DEVICES": "1,0"}, smi.H100),
    ("cuda", {"CUDA_VISIBLE_DEVICES": "GPU-d0000000-0000-0000-0000-000000000001"}, smi.A100),
])
def test_cuda_counts_what_it_is_shown(name: str, environment: dict[str, str], board: str) -> None:
    assert device(smi.PAIR, name=name, **environment)["name"] == board


@pytest.mark.parametrize(("name", "environment"), [
    ("cuda:2", {}), ("cuda:1", {"CUDA_VISIBLE_DEVICES": "0"}), ("cuda", {"CUDA_VISIBLE_DEVICES": ""}),
    ("cuda", {"CUDA_VISIBLE_DEVICES": "GPU-ffff"}), ("cuda:x", {}),
])
def test_a_board_that_is_not_there(name: str, environment: dict[str, str]) -> None:
    with pytest.raises(RunError, match=f"--device {name}: the driver knows no such GPU"):
        device(smi.PAIR, name=name, **environment)


def test_the_link_is_that_of_the_board_and_not_of_its_rest() -> None:
    (gpu,) = gpus(smi.WHOLE)
    (link,) = interconnect(gpu)
    assert (link["version"], link["bandwidth_bytes_per_s"]) == ("5 x16", 3.938e9 * 16)


def test_a_report_that_is_none() -> None:
    with pytest.raises(RunError, match="no report that can be read"):
        gpus("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.")


@pytest.fixture
def driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of nvidia-smi."""
    program = tmp_path / "bin" / "nvidia-smi"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ncat {tmp_path}/report$1\n")
    program.chmod(0o755)
    (tmp_path / "report-q").write_text(smi.BUSY)
    (tmp_path / "report-L").write_text(smi.LISTED_WHOLE)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    return program


def test_a_session_on_a_gpu_discloses_gpu_and_host(driver: Path, tmp_path: Path) -> None:
    found = hardware(machine("two_sockets", tmp_path / "machine"), "cuda")
    Hardware.model_validate(found)
    assert (found["devices"][0]["kind"], found["host"]["cores"]) == ("gpu", 8)
    private = ("SERIAL", "GPU-d0", "must-not-appear", "00000000:01", "a-name-that")
    assert not [word for word in private if word in json.dumps(found)]


def test_a_driver_that_fails_or_is_not_there(driver: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.write_text("#!/bin/sh\nexit 9\n")
    with pytest.raises(RunError, match="nvidia-smi -q -x failed"):
        chosen("cuda")
    monkeypatch.setenv("PATH", str(driver.parent.parent))
    with pytest.raises(RunError, match="nvidia-smi is not there"):
        chosen("cuda")


def test_a_device_that_cannot_be_disclosed_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="--device npu: this version discloses"):
        hardware(machine("bare", tmp_path), "npu")
