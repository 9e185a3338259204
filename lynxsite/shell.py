"""What MkDocs makes of the documentation, which no submission changes: kept, it need not be made for each of them.

Pages hold markers where the registry's fragments go, frames hold tokens where pages go, the sitemap lists no stamped
page. All other files that MkDocs wrote stay in the site's directory and are looked at before they are believed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lynxsite import json_file
from lynxsite.aside import HIDDEN
from lynxsite.frame import Frame
from lynxsite.manifest import digest, state

SITEMAP = "sitemap.xml"


class Shell(NamedTuple):
    """HTML of the pages with markers by their file below the site's directory, frames by depth, the sitemap."""

    pages: dict[str, str]
    frames: dict[int, Frame]
    sitemap: str


def keep(cache: Path, site: Path, made_of: str, shell: Shell) -> None:
    """Remember it for the next build; nothing is known of a shell that is made of things without a digest."""
    frames = {str(depth): frame.pieces for depth, frame in shell.frames.items()}
    json_file.write(_file(cache, site), {
        "made_of": made_of, "pages": shell.pages, "frames": frames, "sitemap": shell.sitemap,
        "files": {path: state(site / path) for path in _others(site, shell)},
    })


def kept(cache: Path, site: Path, made_of: str) -> Shell | None:
    """The shell of an earlier build of the same things, if the site's directory still holds all of it."""
    known = json_file.read(_file(cache, site))
    if not made_of or known.get("made_of") != made_of:
        return None
    if any(state(site / path) != as_written for path, as_written in known["files"].items()):
        return None
    return Shell(known["pages"], _frames(known["frames"]), known["sitemap"])


def _frames(known: dict[str, Any]) -> dict[int, Frame]:
    return {int(depth): Frame(tuple(pieces)) for depth, pieces in known.items()}


def _file(cache: Path, site: Path) -> Path:
    return cache / f"shell-{digest(str(site.absolute()))}.json"


def _others(site: Path, shell: Shell) -> Iterator[str]:
    """Files that are complete as MkDocs wrote them."""
    paths = (file.relative_to(site) for file in site.rglob("*") if file.is_file())
    own = {*shell.pages, SITEMAP, f"{SITEMAP}.gz"}
    return (path.as_posix() for path in paths if path.parts[0] != HIDDEN and path.as_posix() not in own)
