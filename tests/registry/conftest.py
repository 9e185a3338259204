"""A clone of a registry, and a submission that it accepts."""

from pathlib import Path

import pytest

from tests.registry.clone import Clone
from tests.synthetic.submission import write


@pytest.fixture(scope="session")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed."""
    return write(tmp_path_factory.mktemp("accepted"), scenarios=("single_stream", "offline"))


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A registry with one submitter; the current directory is its root."""
    made = Clone(tmp_path / "registry")
    monkeypatch.chdir(made.root)
    return made
