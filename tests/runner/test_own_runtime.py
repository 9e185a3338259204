"""The page on writing a runtime is a package that builds, installs, is listed and measures."""

import json
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from lynxschema.records.catalogue import RuntimeEntry

PAGE = Path(__file__).parents[2] / "docs" / "writing-a-runtime.md"
_BLOCK = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
LYNX = ("-c", "from lynxschema.cli import main; main()")
FILES = dict(_BLOCK.findall(PAGE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the page's package, over what this one has installed."""
    home = tmp_path_factory.mktemp("own")
    for name, content in FILES.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    environment = home / "venv"
    execute(sys.executable, "-m", "venv", "--without-pip", environment)
    found = environment / "bin" / "python"
    site = Path(execute(found, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    # Addressed as a site directory, so that the editable install's own path file counts as well.
    (site / "beneath.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    execute(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home / "dist", cwd=home)
    wheel, = (home / "dist").glob("lynx_reference-*.whl")
    execute(sys.executable, "-m", "zipfile", "-e", wheel, site)
    return found


def test_it_is_listed(python: Path) -> None:
    rows = json.loads(execute(python, *LYNX, "list", "runtimes", "--format", "json"))["runtimes"]
    row = next(row for row in rows if row["id"] == "reference")
    assert row["version"] and row["recipes"] == ["fp32"] and row["install"] is None


def test_it_measures(python: Path, tmp_path: Path) -> None:
    told = execute(python, *LYNX, "run", "digits-cnn", "--runtime", "reference", "--quick",
                   "--scenario", "single_stream", "--energy", "off", "--out", tmp_path / "out", "--format", "json")
    assert "reference" in told
    record, = (tmp_path / "out").glob("*/submission.json")
    executor = json.loads(record.read_bytes())["executor"]
    assert executor["runtime"]["id"] == "reference"
    assert executor["precision"]["effective"]["not_measured"]["reason"] == "unsupported_by_runtime"


def test_the_entry_fits_the_catalogue() -> None:
    RuntimeEntry.model_validate(tomllib.loads(FILES["catalogue/runtimes/reference.toml"]))


def execute(*command: object, cwd: Path | None = None) -> str:
    found = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=cwd, check=False)
    assert found.returncode == 0, found.stderr[-2000:]
    return found.stdout
