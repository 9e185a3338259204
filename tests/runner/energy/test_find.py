"""Which meter `--energy` means."""

from pathlib import Path
from typing import Any

import pytest

from lynxrunner.capture.tree import Tree
from lynxrunner.energy.find import find
from lynxrunner.energy.wall import WallMeter
from lynxrunner.errors import RunError

CPU, GPU = {"kind": "cpu", "vendor": "Intel"}, {"kind": "gpu", "vendor": "NVIDIA"}


def reason(found: Any) -> str:
    return str(found["not_measured"]["reason"])


def test_auto_goes_on_without_energy(tmp_path: Path) -> None:
    assert reason(find("auto", [CPU], Tree(tmp_path))) == "no_meter"
    assert reason(find("auto", [CPU, GPU], Tree(tmp_path))) == "no_meter"


def test_off_is_no_missing_meter(tmp_path: Path) -> None:
    assert reason(find("off", [CPU], Tree(tmp_path))) == "not_requested"


@pytest.mark.parametrize(("kind", "says"), [
    ("powercap", "no powercap zone"), ("nvml", "no other"), ("wall", "belong together"), ("tdp", "unknown energy"),
])
def test_a_meter_that_was_named_and_cannot_be_had_ends_the_run(tmp_path: Path, kind: str, says: str) -> None:
    with pytest.raises(RunError, match=says):
        find(kind, [CPU], Tree(tmp_path))


def test_a_file_means_the_wall_meter(tmp_path: Path) -> None:
    log = tmp_path / "m.csv"
    log.write_text("timestamp,watts\n1,2\n2,2\n")
    assert isinstance(find("auto", [CPU, GPU], Tree(tmp_path), log), WallMeter)
    assert isinstance(find("wall", [CPU], Tree(tmp_path), log), WallMeter)
    with pytest.raises(RunError, match="belong together"):
        find("powercap", [CPU], Tree(tmp_path), log)
