"""Writes stamped pages and the files beside them, and deletes pages that no longer belong."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from lynxsite.badge import badges
from lynxsite.frame import Frame
from lynxsite.page import Page
from lynxsite.site import STAMPED, Site


def stamp(place: Path, url: str, frames: Mapping[int, Frame], site: Site) -> int:
    """Write everything into the directory `place` and return the number of pages; `url` is the site's or empty."""
    _prune(place, set(site.paths()))
    count = sum(_write(place, url, frames, page) for page in site.pages())
    for submission in site.registry.submissions:
        _copy(submission.directory, place / submission.path, site.twins(submission))
        for name, content in badges(submission).items():
            (place / submission.path / name).write_bytes(content)
    return count


def _write(place: Path, url: str, frames: Mapping[int, Frame], page: Page) -> bool:
    directory = place / page.path
    directory.mkdir(parents=True, exist_ok=True)
    html = frames[page.depth].join(page, url + page.path if url else "")
    return (directory / "index.html").write_text(html, encoding="utf-8") > 0


def _copy(source: Path, target: Path, names: Iterable[str]) -> None:
    for name in names:
        shutil.copyfile(source / name, target / name)


def _prune(place: Path, kept: set[str]) -> None:
    for name, levels in STAMPED.items():
        for stale in (place / name).glob("/".join("*" * levels)):
            if stale.is_dir() and f"{stale.relative_to(place).as_posix()}/" not in kept:
                shutil.rmtree(stale)
