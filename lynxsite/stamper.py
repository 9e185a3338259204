"""Writes stamped pages, and deletes those that no longer belong."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from lynxsite.frame import Frame
from lynxsite.page import Page


def stamp(site: Path, url: str, frames: Mapping[int, Frame], pages: Iterable[Page]) -> int:
    """Write every page into the site and return their number; `url` is the site's address or empty."""
    return sum(_write(site, url, frames, page) for page in pages)


def _write(site: Path, url: str, frames: Mapping[int, Frame], page: Page) -> bool:
    place = site / page.path
    place.mkdir(parents=True, exist_ok=True)
    html = frames[page.depth].join(page, url + page.path if url else "")
    return (place / "index.html").write_text(html, encoding="utf-8") > 0


def prune(directory: Path, kept: set[str], depth: int) -> None:
    """Delete directories `depth` levels below `directory` whose relative path is not in `kept`."""
    for place in directory.glob("/".join("*" * depth)):
        if place.is_dir() and place.relative_to(directory).as_posix() not in kept:
            shutil.rmtree(place)
