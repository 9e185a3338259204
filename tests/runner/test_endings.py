"""Runs that end early keep what they have measured, and go on with it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.commands.run import run
from lynxrunner.errors import RunError
from lynxrunner.journal import Journal, find
from lynxrunner.lock import NAME, alone
from tests.runner.checked import errors

STUB = ["digits-cnn", "--runtime", "stub", "--quick", "--threads", "1", "--trials", "4", "--scenario"]
CODE = "from lynxschema.cli import main; main(prog_name='lynx')"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory of a test, with temporary files and so a lock of its own."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def lynx(*arguments: str) -> Result:
    return CliRunner().invoke(run, arguments)


def started(*arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", CODE, "run", *STUB, *arguments]
    return subprocess.Popen(command, text=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)


def ended(by: signal.Signals, after: str, *arguments: str) -> tuple[int, list[str]]:
    """Status and messages of a run that gets a signal as soon as it has said `after`."""
    with started(*arguments) as process:
        assert process.stderr
        while after not in process.stderr.readline():
            assert process.poll() is None
        os.kill(process.pid, by)
        return process.wait(), process.stderr.read().splitlines()


def records() -> Iterator[dict[str, Any]]:
    for path in Path("drafts").glob("*/*/submission.json"):
        assert errors(path.parent) == []
        yield json.loads(path.read_bytes())



def test_killed_in_mid_run_then_resumed() -> None:
    code, _ = ended(signal.SIGKILL, "trial 2 of 4", "single_stream")
    assert code == -9 and list(records()) == []
    (head,) = Path("drafts/.journal").glob("*/session.json")
    kept = {path.name: path.read_bytes() for path in head.parent.glob("*.npz")}
    assert len(kept) >= 2
    session = json.loads(head.read_bytes())["session"]["id"]
    result = lynx("--resume")
    assert result.exit_code == 0, result.output
    assert f"session {session}: {len(kept)} finished trials are kept" in result.stderr
    (record,) = records()
    assert record["provenance"]["session_id"] == session
    assert len(record["operating_points"][0]["trials"]) == 4
    assert not Path("drafts/.journal").exists()


def test_kept_trials_are_those_of_the_record() -> None:
    ended(signal.SIGKILL, "trial 1 of 4", "single_stream")
    (path,) = Path("drafts/.journal").glob("*/*--0.npz")
    with np.load(path) as found:
        kept = json.loads(found["result"].tobytes())
    assert lynx("--resume").exit_code == 0
    (record,) = records()
    assert record["operating_points"][0]["trials"][0]["duration_s"] == kept["duration_s"]


@pytest.mark.parametrize(("by", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_interrupted_with_trials_kept(by: signal.Signals, code: int) -> None:
    status, said = ended(by, "trial 2 of 4", "single_stream")
    assert status == code
    assert "kept: lynx run --resume" in said[-1] and "Traceback" not in "".join(said)
    assert not list(Path("tmp").glob("lynx-run-*"))


def test_a_session_goes_on_only_as_it_was_begun() -> None:
    ended(signal.SIGKILL, "trial 1 of 4", "single_stream")
    (head,) = Path("drafts/.journal").glob("*/session.json")
    other = lynx(*STUB, "offline", "--resume", head.parent.name)
    assert other.exit_code == 2 and "the list of operating points was" in other.stderr
    stored = json.loads(head.read_bytes())
    for name in ("the model's sha256", "the list of runtimes"):
        changed = {**stored, "plan": {**stored["plan"], name: "0.0"}}
        head.write_text(json.dumps(changed))
        refused = lynx("--resume")
        assert refused.exit_code == 2 and f"cannot go on: {name} was 0.0 and is" in refused.stderr
    head.write_text(json.dumps({**stored, "executors": {"stub fp32, 1 thread": "00"}}))
    assert "another one now" in lynx("--resume").stderr
    head.write_text("{")
    assert "cannot be read" in lynx("--resume").stderr


def test_a_point_that_fails_is_given_up_and_the_others_are_kept() -> None:
    result = lynx(*STUB, "single_stream,server", "--rate", "2000", "--option", "service_ms=1/0.1",
                  "--option", "kill_after=800")
    assert result.exit_code == 1, result.output
    (record,) = records()
    (point,) = record["operating_points"]
    lost = "server-poisson-2000" if point["scenario"] == "single_stream" else "single-stream-b1"
    assert f"given up: {lost}" in record["provenance"]["notes"]
    assert "killed by signal 9" in record["provenance"]["notes"] and "is given up" in result.stderr


def test_two_runs_at_once_are_refused() -> None:
    with alone():
        result = lynx(*STUB, "single_stream")
    assert result.exit_code == 2
    assert f"another lynx run (process {os.getpid()}) is measuring" in result.stderr
    assert Path("tmp", NAME).exists()


def test_the_lock_goes_with_its_process() -> None:
    with started("single_stream") as process:
        assert process.stderr and process.stderr.readline()
        with pytest.raises(RunError, match="another lynx run"), alone():
            pass
        process.kill()
    with alone():
        pass


def test_nothing_half_written_is_taken_for_a_trial(here: Path) -> None:
    journal = Journal(here / "session", {})
    rows = {"started_ns": np.arange(2_000)}
    journal.keep("whole", Trial({"settled": True}, rows))
    content = (journal.home / "whole.npz").read_bytes()
    (journal.home / "cut.npz").write_bytes(content[: len(content) // 2])
    (journal.home / "other.npz.partial").write_bytes(content)
    found = journal.kept("whole")
    assert found is not None and found.result == {"settled": True}
    assert np.array_equal(found.rows["started_ns"], rows["started_ns"])
    assert journal.kept("cut") is None and journal.kept("other") is None


def test_the_latest_session_is_resumed(here: Path) -> None:
    for number, session in enumerate(("b", "a")):
        journal = Journal(here / "journal" / session, {"number": number})
        journal.keep("trial", Trial({}, {}))
        os.utime(journal.home / "session.json", (number, number))
    assert find("", here / "journal").session == "a"
    assert find("b", here / "journal").head == {"number": 0}
    with pytest.raises(RunError, match="there are: b, a"):
        find("c", here / "journal")
