"""Fresh processes: what goes wrong in one is one line, and none outlives its caller."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lynxrunner.child import ask
from lynxrunner.errors import RunError


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module `job` that children can import."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "job.py").write_text(
        "import os, sys, time\nfrom lynxrunner.child import serve\n"
        "def job(spec):\n    return eval(spec['do'], {'os': os, 'time': time})\nserve(job)\n"
    )
    return "job"


def test_an_answer_comes_back(module: str, tmp_path: Path) -> None:
    assert ask(module, {"do": "{'a': 1}"}, tmp_path, "it", 30) == {"a": 1}


@pytest.mark.parametrize(("do", "message"), [
    ("1/0", "it failed: ZeroDivisionError: division by zero"),
    ("os.kill(os.getpid(), 9)", "it was killed by signal 9, probably because memory ran out"),
    ("os.abort()", "it crashed with SIGABRT"),
    ("time.sleep(60)", "it gave no answer within 1 s"),
])
def test_failures_are_one_line(module: str, tmp_path: Path, do: str, message: str) -> None:
    with pytest.raises(RunError, match=f"^{message}"):
        ask(module, {"do": do}, tmp_path, "it", 1 if "sleep" in do else 30)


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    arguments = ["run", "digits-cnn", "--runtime", "stub", "--threads", "1", "--scenario", "single_stream"]
    code = "from lynxschema.cli import main; main(prog_name='lynx')"
    with subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=tmp_path, env=environment, text=True,
                          stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stderr
        while "measuring 5 trials" not in process.stderr.readline():
            assert process.poll() is None
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read()
    assert (process.returncode, rest.splitlines()[-1]) == (130, "Interrupted: nothing was written.")
    assert not list(tmp_path.glob("lynx-run-*")) and not list(tmp_path.glob("drafts/*/*"))
