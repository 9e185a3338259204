"""Where submissions are: found by walking trees without following a link."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
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
    # As os.walk would, which looks longer at the many directories that hold nothing but others.
    rest = [os.fspath(root)]
    while rest:
        directory = rest.pop()
        subdirectories, files = _listed(directory)
        # Evidence without a record is a submission too, one whose record is missing.
        if RECORD in files or any(name.endswith(".parquet") for name in files):
            yield Location.of(Path(directory))
        else:
            rest += [f"{directory}{os.sep}{name}" for name in sorted(subdirectories, reverse=True)]


def _listed(directory: str) -> tuple[list[str], list[str]]:
    """Names of the subdirectories to look into, no links among them, and of the files."""
    found: tuple[list[str], list[str]] = [], []
    with suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            if not _is_directory(entry):
                found[1].append(entry.name)
            elif not entry.name.startswith(".") and not entry.is_symlink():
                found[0].append(entry.name)
    return found


def _is_directory(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def _is_registry(path: Path) -> bool:
    """Whether it is a registry or its submissions/, which may have no result yet; any other path is mistyped."""
    return path.is_dir() and (path.resolve().name == SUBMISSIONS or (path / SUBMISSIONS).is_dir())
