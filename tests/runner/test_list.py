"""`lynx list` names what is there, and what to install for the rest."""

import json

import pytest
from click.testing import CliRunner

from lynxschema.catalogue import CatalogueError, entries
from lynxschema.commands import list as listing
from lynxschema.commands.list import list_
from lynxschema.records.catalogue import DeviceEntry, RuntimeEntry, WorkloadEntry

MODELS = {"workloads": WorkloadEntry, "devices": DeviceEntry, "runtimes": RuntimeEntry}


@pytest.mark.parametrize("kind", listing.KINDS)
def test_every_kind_in_both_forms(kind: str) -> None:
    answer = CliRunner().invoke(list_, [kind, "--format", "json"])
    rows = json.loads(answer.stdout)[kind]
    text = CliRunner().invoke(list_, [kind]).stdout
    assert rows and all(row["id"] in text for row in rows)


def test_broken_and_missing_runtimes_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    broken = EntryPoint("ghost", "no_such_module:Ghost", "lynx.runtimes")
    monkeypatch.setattr(listing, "entry_points", lambda group: [broken])
    (row,) = listing.runtimes()
    assert row["version"] is None and "no_such_module" in row["install"]


def test_what_no_device_has_run_yet_is_marked() -> None:
    row = next(row for row in listing.runtimes() if row["id"] == "tensorrt")
    assert row["unverified"] == ["cuda"]
    header, *lines = CliRunner().invoke(list_, ["runtimes"]).stdout.splitlines()
    line = next(line for line in lines if line.startswith("tensorrt"))
    assert line[header.index("unverified"):].startswith("cuda")


def test_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lynxrunner.runtimes.onnxruntime.find_spec", lambda _: None)
    row = next(row for row in listing.runtimes() if row["id"] == "onnxruntime")
    assert (row["version"], row["install"]) == (None, "pip install 'lynxbench[onnxruntime]'")


@pytest.mark.parametrize("kind", MODELS)
def test_published_entries_fit_the_contract(kind: str) -> None:
    for entry in entries(kind).values():  # type: ignore[arg-type]
        MODELS[kind].model_validate(entry)


def test_registry_of_ones_own_adds_and_never_redefines(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    home = tmp_path / "catalogue" / "devices"
    home.mkdir(parents=True)
    entry = 'id = "{}"\ntitle = "Ours"\nkind = "npu"\nvendor = "us"\nprecisions = []\nsource = "none"\n'
    (home / "ours.toml").write_text(entry.format("ours"))
    monkeypatch.chdir(tmp_path)
    assert "ours" in CliRunner().invoke(list_, ["devices"]).stdout
    (home / "generic-x86-64.toml").write_text(entry.format("generic-x86-64"))
    answer = CliRunner().invoke(list_, ["devices"])
    assert answer.exit_code == 2 and "published already" in answer.stderr
    (home / "generic-x86-64.toml").write_text("id = 'other'")
    with pytest.raises(CatalogueError, match="it must be the file's name"):
        entries("devices", tmp_path / "catalogue")
