"""The page on writing a runtime is a package that builds, installs, is listed and measures."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from lynxschema.records.catalogue import RuntimeEntry
from tests.environment import EDITABLE, LYNX, environment, execute

PAGE = Path(__file__).parents[2] / "docs" / "writing-a-runtime.md"
_BLOCK = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
FILES = dict(_BLOCK.findall(PAGE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the page's package, over what this one has installed."""
    home = tmp_path_factory.mktemp("own")
    for name, content in FILES.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return environment(home, home, EDITABLE)


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
