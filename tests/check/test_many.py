"""`lynx check` over many submissions: several processes say what one says, and a bar is for terminals alone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

LYNX = [sys.executable, "-c", "import sys; from lynxschema.cli import main; main(sys.argv[1:])", "check"]
MANY = 120


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    """A tree of records that hold nothing."""
    for number in range(MANY):
        (tmp_path / f"{number:03}").mkdir()
        (tmp_path / f"{number:03}" / "submission.json").write_text("{}")
    return tmp_path


def test_several_processes_report_what_one_reports(accepted: Path, tmp_path: Path) -> None:
    for number in range(26):
        copy = copytree(accepted, tmp_path / "tree" / f"lab-{number:02}" / accepted.name)
        if number % 5 == 0:
            (copy / "samples.parquet").write_bytes(b"none")
    reports = [json.loads(_report(tmp_path / "tree", "--jobs", jobs).stdout) for jobs in ("1", "2")]
    assert reports[0] == reports[1]
    assert [verdict["accepted"] for verdict in reports[0]["verdicts"]] == [number % 5 != 0 for number in range(26)]


def test_a_bar_on_a_terminal(unreadable: Path) -> None:
    screen, terminal = os.openpty()
    checked = _report(unreadable, stderr=terminal)
    os.close(terminal)
    shown = b"".join(iter(lambda: _read(screen), b"")).decode()
    os.close(screen)
    assert "Checking" in shown and f"{MANY}/{MANY}" in shown
    assert json.loads(checked.stdout)["submissions"] == MANY


def test_no_bar_elsewhere(unreadable: Path) -> None:
    assert _report(unreadable).stderr == b""


def _report(tree: Path, *more: str, stderr: int = subprocess.PIPE) -> "subprocess.CompletedProcess[bytes]":
    command = [*LYNX, str(tree), "--no-cache", "--format", "json", *more]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=stderr, check=False)


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 65536)
    except OSError:
        return b""  # how Linux says that nobody writes any more
