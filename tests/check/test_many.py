"""`lynx check` over many submissions: several processes say what one says, and a bar is for terminals alone."""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from lynxschema.check import Checker
from lynxschema.crew import fresh
from lynxschema.tree import Location, locations

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


def test_nothing_is_left_for_the_collector(accepted: Path) -> None:
    gc.collect()
    gc.disable()
    try:
        assert [verdict.accepted for verdict in fresh(Checker(), [Location.of(accepted)] * 3, 1)] == [True] * 3
        left = {type(each).__name__ for each in gc.get_objects()}
    finally:
        gc.enable()
    assert not left & {"FileMetaData", "ParquetSchema", "ParquetFile", "Submission"}


def test_trees_are_walked_in_order_and_through_no_link(accepted: Path, tmp_path: Path) -> None:
    copies = [copytree(accepted, tmp_path / "tree" / name / accepted.name) for name in ("b", "a/c", "a b", ".hidden")]
    (tmp_path / "tree" / "a" / "linked").symlink_to(copies[0].parent)
    (tmp_path / "tree" / "a" / "circle").symlink_to("circle")
    (tmp_path / "tree" / "evidence").mkdir()
    (tmp_path / "tree" / "evidence" / "samples.parquet").write_bytes(b"")
    found = [location.directory for location in locations([tmp_path / "tree"])]
    assert found == [copies[1], copies[2], copies[0], tmp_path / "tree" / "evidence"]


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
