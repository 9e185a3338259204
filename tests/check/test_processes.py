"""Processes that share work end with the one that hands it out, however that ends."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep

import pytest

from lynxschema.processes import processes

HANDS_OUT = """
from os import getpid
from tests.check.test_processes import named
from lynxschema.processes import processes
if __name__ == "__main__":
    pool = processes(2)
    print(*{*pool.map(named, range(2))}, flush=True)
    input()
"""
ROOT = Path(__file__).parents[2]


def named(_: int) -> int:
    """Long enough that no process does the work of two."""
    sleep(0.2)
    return os.getpid()


def _lives(pid: int) -> bool:
    """One that has ended and that nobody has asked for its code lives no more."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_none_is_left_waiting_where_the_first_was_killed(tmp_path: Path, by: signal.Signals) -> None:
    script = tmp_path / "hands_out.py"
    script.write_text(HANDS_OUT)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    with subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                          env=environment) as first:
        assert first.stdout
        workers = list(map(int, first.stdout.readline().split()))
        assert workers and all(map(_lives, workers))
        first.send_signal(by)
    for _ in range(600):
        if not any(map(_lives, workers)):
            return
        sleep(0.05)
    pytest.fail(f"{workers} still wait for work")


def test_work_is_done_in_order() -> None:
    with processes(2) as pool:
        assert list(pool.map(abs, [-3, -1, -2])) == [3, 1, 2]
