"""What a session discloses beside its figures: submitter, statements of the caller, command, commit."""

import json
import re
from pathlib import Path

import pytest

from lynxrunner import checkout
from lynxrunner.disclose import disclosed
from lynxrunner.errors import RunError
from lynxrunner.request import Request, command
from lynxrunner.session import Session
from lynxrunner.submitters import LOCAL, submitter
from tests.runner.machines import machine

STATED = """
notes = "an idle machine in our laboratory"
[hardware.cloud]
provider = "Example Cloud"
instance_type = "c8.xlarge"
region = "eu-central"
[[hardware.devices]]
peaks = [{ dtype = "fp32", dense_operations_per_s = 1e12, sparse_operations_per_s = 2e12, source = "datasheet" }]
[hardware.devices.memory]
kind = "DDR4-3200"
[citations]
"hardware.devices.0.peaks" = "product brief 2021"
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    from lynxrunner.capture.hardware import hardware

    return Session(dict(LOCAL), "lynx run digits-cnn", hardware(machine("virtual", tmp_path / "root")), {})


def test_statements_fill_what_could_not_be_read(session: Session, tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_text(STATED)
    found = disclosed(session, tmp_path / "facts.toml")
    assert found.hardware["cloud"]["instance_type"] == "c8.xlarge"
    assert found.hardware["devices"][0]["memory"]["kind"] == "DDR4-3200"
    assert found.hardware["devices"][0]["memory"]["capacity_bytes"] == session.hardware["host"]["memory_bytes"]
    provenance = found.provenance("registry", 1)
    assert provenance["notes"] == "an idle machine in our laboratory"
    assert provenance["sources"]["/executor/hardware/cloud/provider"] == {"kind": "stated"}
    peaks = provenance["sources"]["/executor/hardware/devices/0/peaks"]
    assert peaks == {"kind": "datasheet", "citation": "product brief 2021"}


def test_command_names_files_and_no_paths() -> None:
    request = Request("digits-cnn", disclose=Path("/home/someone/facts.toml"), quick=True, trials=2, out=Path("/x"),
                      submitter="/home/someone/submitter.json", options=("execution_mode=parallel",))
    assert command(request) == (
        "lynx run digits-cnn --runtime onnxruntime --precision fp32 --trials 2 --option execution_mode=parallel "
        "--quick --disclose facts.toml --submitter submitter.json"
    )


def test_submitter_from_its_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = {**LOCAL, "id": "example-lab"}
    home = tmp_path / "submissions" / "example-lab"
    home.mkdir(parents=True)
    (home / "submitter.json").write_text(json.dumps(record))
    monkeypatch.chdir(tmp_path)
    assert submitter("example-lab") == submitter(str(home / "submitter.json")) == record
    (home / "submitter.json").write_text(json.dumps({**record, "relation": "friend"}))
    with pytest.raises(RunError, match=r"submitter\.json does not fit the contract at /relation"):
        submitter("example-lab")
    (home / "submitter.json").write_text("{")
    with pytest.raises(RunError, match="is no JSON"):
        submitter("example-lab")


def test_commit_is_that_of_the_checkout_or_not_applicable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    checkout.commit.cache_clear()
    found = checkout.commit()
    assert isinstance(found, dict) or re.fullmatch(r"[0-9a-f]{12}(\+changes)?", found)
    monkeypatch.setattr(checkout, "PACKAGE", tmp_path)
    checkout.commit.cache_clear()
    assert "not_applicable" in checkout.commit()
    checkout.commit.cache_clear()


def test_sessions_have_ids_of_their_own(session: Session) -> None:
    assert session.id != Session(session.submitter, "", {}, {}).id
