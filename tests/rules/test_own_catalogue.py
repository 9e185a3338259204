"""A registry's own catalogue counts as the published one does, for every rule that asks a catalogue."""

import json
import shutil
from pathlib import Path

import pytest

from lynxschema.catalogue import HOME
from lynxschema.check import Checker
from lynxschema.tree import Location
from tests.synthetic.edit import apply

RENAMED = [{"set": "/workload/id", "to": "own-digits"}]
DEVICE = "/executor/hardware/devices/0"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry that has the embedded workload under an id of its own, and a device."""
    text = (HOME / "workloads" / "digits-cnn.toml").read_text()
    write(tmp_path / "catalogue/workloads/own-digits.toml", text.replace('id = "digits-cnn"', 'id = "own-digits"'))
    text = (HOME / "devices" / "generic-x86-64.toml").read_text().replace("generic-x86-64", "own-cpu")
    write(tmp_path / "catalogue/devices/own-cpu.toml", text + "memory_bandwidth_bytes_per_s = 1e3\n")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def codes(registry: Path, base: Path, fixture: dict[str, object]) -> set[str]:
    place = registry / "submissions" / "lab" / base.name
    place.parent.mkdir(parents=True)
    directory = apply(Path(shutil.copytree(base, place)), fixture)
    return {finding.code for finding in Checker().verdict(Location.of(directory)).findings}


def test_an_entry_of_its_own_is_known(registry: Path, base: Path) -> None:
    assert codes(registry, base, {"edits": RENAMED}) == set()


@pytest.mark.parametrize(("code", "edit"), [
    ("LX308", {"set": "/quality/0/correct", "to": 358}),
    ("LX212", {"set": "/quality/0/value", "to": 0.5}),
    ("LX507", {"set": "/workload/model/sha256", "to": "ab" * 32}),
    ("LX506", {"set": "/workload/version", "to": "9.9"}),
    ("LX401", {"set": f"{DEVICE}/id", "to": "own-cpu"}),
])
def test_its_entries_are_held_against_the_record(
    registry: Path, base: Path, code: str, edit: dict[str, object]
) -> None:
    heavy = {"set": "/operating_points/*/bytes_per_inference", "to": 1e8}
    assert code in codes(registry, base, {"edits": [*RENAMED, edit, heavy]})


def test_a_catalogue_that_changes_is_read_anew(registry: Path, base: Path) -> None:
    place = Path(shutil.copytree(base, registry / "submissions" / "lab" / base.name))
    directory = apply(place, {"edits": RENAMED})
    assert Checker().verdict(Location.of(directory)).accepted
    entry = registry / "catalogue/workloads/own-digits.toml"
    entry.write_text(entry.read_text().replace("floor = 0.97", "floor = 0.999"))
    assert "LX212" in {finding.code for finding in Checker().verdict(Location.of(directory)).findings}


@pytest.mark.parametrize("broken", ["id = 3", "= ="])
def test_a_broken_catalogue_is_a_finding_and_no_crash(registry: Path, base: Path, broken: str) -> None:
    write(registry / "catalogue/workloads/own-digits.toml", broken)
    assert codes(registry, base, {"edits": RENAMED}) == {"LX506"}


def test_references_that_are_missing_are_a_finding(registry: Path, base: Path) -> None:
    entry = registry / "catalogue/workloads/own-digits.toml"
    entry.write_text(entry.read_text().replace('"digits-cnn.json"', '"own.json"'))
    assert codes(registry, base, {"edits": RENAMED}) == {"LX308"}
    assert not (registry / "catalogue/references").exists()


def test_its_own_references_are_scored(registry: Path, base: Path) -> None:
    entry = registry / "catalogue/workloads/own-digits.toml"
    entry.write_text(entry.read_text().replace('"digits-cnn.json"', '"own.json"'))
    labels = json.loads((HOME / "references/digits-cnn.json").read_text())["labels"]
    write(registry / "catalogue/references/own.json", json.dumps({"labels": labels[::-1]}))
    assert codes(registry, base, {"edits": RENAMED}) == {"LX308"}
