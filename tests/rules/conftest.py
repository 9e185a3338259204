"""One base submission for all fixtures, copied for each."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.synthetic.edit import apply
from tests.synthetic.submission import write

Edited = Callable[[dict[str, Any]], Path]


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A submission that every rule accepts."""
    return write(tmp_path_factory.mktemp("base"))


@pytest.fixture
def edited(base: Path, tmp_path: Path) -> Edited:
    """A copy of the base, or a submission built as the fixture says, with the fixture's edits applied."""

    def made(fixture: dict[str, Any]) -> Path:
        if "build" in fixture:
            return apply(write(tmp_path, **fixture["build"]), fixture)
        return apply(shutil.copytree(base, tmp_path / base.name, symlinks=True), fixture)

    return made
