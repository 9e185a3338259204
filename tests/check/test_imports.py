"""What is imported when: start-up is most of a check's time."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from shutil import copytree
from time import sleep

import pytest

from lynxschema.fingerprint import SETTLED_NS
from lynxschema.version import VERSION

HEAVY = ("numpy", "pandas", "pyarrow", "pydantic", "altair", "mkdocs", "onnxruntime", "jsonschema", "jsonschema_rs")
CHECK = ("pandas", "pydantic", "altair", "mkdocs", "onnxruntime", "jsonschema", "lynxschema.records.submission")


def imported(code: str, names: tuple[str, ...]) -> list[str]:
    script = f"import sys\n{code}\nprint(*[name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split() if done.stdout.strip() else []


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["explain", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"from lynxschema.cli import main\nmain({arguments}, standalone_mode=False)"
    assert imported(code, HEAVY) == []


def test_a_check_imports_neither_models_nor_pandas(accepted: Path) -> None:
    called = f"check_submission(Path({str(accepted)!r}))"
    code = f"from pathlib import Path\nfrom lynxschema.check import check_submission\n{called}"
    assert imported(code, CHECK) == []


def test_verdicts_that_are_kept_need_no_rule(accepted: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tree = [str(copytree(accepted, tmp_path / lab / accepted.name)) for lab in ("one", "other")]
    sleep(SETTLED_NS / 1e9)
    code = f"from lynxschema.cli import main\nmain(['check', *{tree}], standalone_mode=False)"
    code = f"import contextlib\nwith contextlib.suppress(SystemExit):\n    exec({code!r})"
    judged, kept = (imported(code, (*HEAVY, "lynxschema.rulebook")) for _ in range(2))
    assert {"numpy", "pyarrow", "jsonschema_rs", "lynxschema.rulebook"} <= set(judged)
    assert kept == []


def test_the_checker_names_the_version_of_the_distribution() -> None:
    assert version("lynxbench") == VERSION
