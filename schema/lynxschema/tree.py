"""Where submissions are: found by walking trees without following a link."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

RECORD = "submission.json"
SUBMISSIONS = "submissions"


class Location(NamedTuple):
    """A submission's directory and the name of its record."""

    directory: Path
    name: str
    shown: str
    """The directory as messages name it."""

    @classmethod
    def of(cls, directory: Path, name: str = RECORD) -> "Location":
        return cls(directory, name, directory.as_posix())


def locations(paths: Iterable[Path]) -> Iterator[Location]:
    """Submissions at or below each path.

    Raises FileNotFoundError where a path is missing, or is a directory without any that is no registry either.
    """
    for path in paths:
        found = [Location.of(path.parent, path.name)] if path.is_file() else list(_below(path))
        if not found and not _is_registry(path):
            what = "no submission at or below it" if path.is_dir() else "no such file or directory"
            raise FileNotFoundError(f"{path}: {what}")
        yield from found


def _below(root: Path) -> Iterator[Location]:
    for directory, subdirectories, files in os.walk(root, followlinks=False):
        subdirectories[:] = sorted(name for name in subdirectories if not name.startswith("."))
        # Evidence without a record is a submission too, one whose record is missing.
        if RECORD in files or any(name.endswith(".parquet") for name in files):
            subdirectories.clear()
            yield Location.of(Path(directory))


def _is_registry(path: Path) -> bool:
    """Whether it is a registry or its submissions/, which may have no result yet; any other path is mistyped."""
    return path.is_dir() and (path.resolve().name == SUBMISSIONS or (path / SUBMISSIONS).is_dir())
