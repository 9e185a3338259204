"""Whether disk and memory have room for a model, said before anything is written or loaded."""

import shutil
from pathlib import Path

from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError

SPARE = 2**24
"""Beside the weights: the graph itself and the file system's own."""


def require_room(directory: Path, size: int) -> None:
    """Raises RunError where the file system of `directory`, which may be missing yet, has no room for `size` bytes."""
    there = next(each for each in (directory, *directory.parents) if each.exists())
    free = shutil.disk_usage(there).free
    if free < size + SPARE:
        raise RunError(f"{directory}: {megabytes(free)} are free, {megabytes(size + SPARE)} are needed; make room, or "
                       "set XDG_CACHE_HOME to another directory")


def require_memory(name: str, size: int) -> None:
    """Raises RunError where `size` bytes of weights exceed the memory that is available."""
    free = available()
    if free is not None and size > free:
        raise RunError(f"{name}: its weights are {megabytes(size)} and {megabytes(free)} of memory are available; end "
                       "other programs, or take a smaller model")


def available() -> int | None:
    """Bytes that the system says a program can have without swapping; None where it does not say."""
    for line in (Tree().read("proc/meminfo") or "").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def megabytes(size: int) -> str:
    """For a reader."""
    return f"{size / 1e6:,.0f} MB"
