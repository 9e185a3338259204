"""amdsmi on a fake library: accumulator times resolution, in whichever of its two spellings."""

import sys
from pathlib import Path
from typing import Any

import pytest

from lynxrunner.energy.amdsmi import amdsmi
from lynxrunner.energy.polled import Polled


class FakeAmd:
    """Two GPUs after 3 J; members as versions 6 and 7 of the binding name them."""

    class AmdSmiException(Exception):  # noqa: N818
        pass

    def __init__(self, member: str = "energy_accumulator", watts: Any = 250, partition: str = "SPX") -> None:
        self.member, self.watts, self.partition = member, watts, partition

    def amdsmi_init(self) -> None:
        if self.member == "broken":
            raise self.AmdSmiException("driver not initialised")

    def amdsmi_get_processor_handles(self) -> list[int]:
        return [0, 1]

    def amdsmi_get_energy_count(self, handle: int) -> dict[str, Any]:
        return {self.member: 200_000, "counter_resolution": 15.0, "timestamp": 1}

    def amdsmi_get_power_info(self, handle: int) -> dict[str, Any]:
        return {"current_socket_power": "N/A", "average_socket_power": self.watts}

    def amdsmi_get_gpu_driver_info(self, handle: int) -> dict[str, Any]:
        return {"driver_version": "6.10.5"}

    def amdsmi_get_gpu_compute_partition(self, handle: int) -> str:
        return self.partition


@pytest.mark.parametrize("member", ["energy_accumulator", "power"])
def test_counter_and_power(member: str) -> None:
    found = amdsmi(FakeAmd(member))
    assert isinstance(found, Polled)
    assert list(found.read()) == [3_000_000, 3_000_000, 250_000_000, 250_000_000]
    assert [each.counted for each in found.terms.channels] == [True, True, False, False]


def test_without_power_the_counter_stands_alone() -> None:
    found = amdsmi(FakeAmd(watts="N/A"))
    assert isinstance(found, Polled)
    assert len(found.terms.channels) == len(found.read()) == 2


def test_a_partition_is_shared() -> None:
    found = amdsmi(FakeAmd(partition="CPX"))
    assert isinstance(found, Polled) and found.terms.shared


def test_a_driver_that_refuses_is_a_reason() -> None:
    state = amdsmi(FakeAmd("broken"))
    assert isinstance(state, dict) and state["not_measured"]["reason"] == "unsupported_by_driver"


def test_a_binding_without_its_library_is_a_reason_and_prints_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "amdsmi.py").write_text("print('Unable to find')\nraise KeyError('libamd_smi.so')\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "amdsmi", raising=False)
    state = amdsmi()
    assert isinstance(state, dict) and "cannot load ROCm's library" in state["not_measured"]["detail"]
    assert capsys.readouterr().out == ""
