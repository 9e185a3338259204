"""Builds sites for the tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
import records
from click.testing import CliRunner, Result

from lynxsite.commands.build import build

ROOT = Path(__file__).parents[2]
Build = Callable[..., Result]


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """An empty registry."""
    place = tmp_path / "submissions"
    place.mkdir()
    return place


@pytest.fixture
def build_site(tmp_path: Path, submissions: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """`lynx build` of the project's own documentation over the test's submissions, into `tmp_path/site`."""
    monkeypatch.setenv("LYNX_JUDGE", "schema")

    def run(*arguments: str) -> Result:
        options = ["--submissions", str(submissions), "--site-dir", str(tmp_path / "site")]
        return CliRunner().invoke(build, [*options, "--config", str(ROOT / "mkdocs.yml"), *arguments])

    return run


@pytest.fixture
def one_result(submissions: Path) -> Path:
    """A registry of one example record."""
    return records.write(submissions, "one", records.record())
