"""Puts the registry into the shell that MkDocs made of the documentation."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lynxsite import aside
from lynxsite.api import file as api
from lynxsite.fragment import filled
from lynxsite.imprint import Imprint
from lynxsite.manifest import Manifest
from lynxsite.page import root
from lynxsite.shell import SITEMAP, Shell
from lynxsite.site import FRAGMENTS, Site
from lynxsite.sitemap import with_pages
from lynxsite.stamper import Desk, stamp


class Place(NamedTuple):
    """The site's directory, that of the cache, what the registry says of itself, the evidence's address or none."""

    site: Path
    cache: Path
    imprint: Imprint
    evidence: str


def publish(place: Place, shell: Shell, site: Site) -> int:
    """Write everything that shows the registry; returns the number of pages that were stamped.

    Raises ValueError with a sentence where a submission has changed since the registry was read.
    """
    aside.put_back(place.site)
    for path, html in shell.pages.items():
        _write(place.site / path, filled(html, FRAGMENTS, site.registry, root(path)).encode())
    _sitemap(place, with_pages(shell.sitemap, place.imprint.url, site.paths()).encode())
    _data(place, site)
    desk = Desk(place.site, place.imprint, shell.frames, place.evidence)
    made = stamp(desk, site, Manifest.of(place.cache, place.site))
    site.registry.memo.write()
    return made


def _sitemap(place: Place, content: bytes) -> None:
    if content:
        _write(place.site / SITEMAP, content)
        _write(place.site / f"{SITEMAP}.gz", gzip.compress(content, mtime=0))


def _data(place: Place, site: Site) -> None:
    written = set()
    for address, content in api.files(site.registry, place.imprint):
        _write(place.site / address, content)
        written.add(place.site / address)
    _delete(file for file in (place.site / api.BASE).rglob("*.json") if file not in written)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _delete(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink()
