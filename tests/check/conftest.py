"""A submission that every rule accepts, copied for each test that breaks it."""

import shutil
from pathlib import Path

import pytest

from tests.synthetic.submission import write


@pytest.fixture(scope="session")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed."""
    return write(tmp_path_factory.mktemp("accepted"), scenarios=("single_stream", "offline"))


@pytest.fixture
def directory(accepted: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(accepted, tmp_path / accepted.name))
