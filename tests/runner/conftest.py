"""Tests leave the machine's temporary directory, and so its lock on measuring, alone."""

import os
import tempfile
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A temporary directory of this session's own, for its children as well."""
    before = {name: os.environ.get(name) for name in ("TMPDIR",)}
    os.environ["TMPDIR"] = str(tmp_path_factory.mktemp("tmp"))
    tempfile.tempdir = None
    yield
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})
    tempfile.tempdir = None
