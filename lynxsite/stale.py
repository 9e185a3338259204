"""Stamped pages that no longer belong to a site."""

import os
import shutil
from collections.abc import Iterator, Set
from pathlib import Path

from lynxsite.site import STAMPED


def prune(place: Path, kept: Set[str]) -> None:
    """Delete the directories of all stamped pages but those that lie at the paths to be kept."""
    for name, levels in STAMPED.items():
        for path in _pages(place, f"{name}/", levels):
            if path not in kept:
                shutil.rmtree(place / path)


def _pages(place: Path, path: str, levels: int) -> Iterator[str]:
    """Paths of the directories so many levels below one."""
    if not levels:
        yield path
    elif (place / path).is_dir():
        for name in _directories(place / path):
            yield from _pages(place, f"{path}{name}/", levels - 1)


def _directories(place: Path) -> list[str]:
    with os.scandir(place) as entries:
        return [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
