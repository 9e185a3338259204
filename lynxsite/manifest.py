"""What earlier builds stamped into a site's directory, by what it was made of."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

from lynxsite import json_file


class Manifest:
    """Per file of a site the digest of all that it was made of, its size and its time of change."""

    def __init__(self, file: Path, site: Path) -> None:
        self._file, self._site = file, site
        self._known = json_file.read(file)
        self._now: dict[str, list[Any]] = {}

    @classmethod
    def of(cls, cache: Path, site: Path) -> "Manifest":
        """The manifest of a site's directory."""
        return cls(cache / f"stamped-{digest(str(site.absolute()))}.json", site)

    def holds(self, path: str, made_of: str) -> bool:
        """Whether the file is there as it was written, of the same things; if so it stays listed. Nobody knows it of
        a file made of things without a digest."""
        known = self._known.get(path)
        if not made_of or not known or known[0] != made_of or known[1:] != state(self._site / path):
            return False
        self._now[path] = known
        return True

    def add(self, path: str, made_of: str) -> None:
        """List a file that was just written, if what it was made of has a digest."""
        if made_of:
            self._now[path] = [made_of, *state(self._site / path)]

    def write(self) -> None:
        """Keep it for the next build."""
        json_file.write(self._file, self._now)


def digest(*parts: object) -> str:
    """Of whatever a file is made of."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def state(file: Path) -> list[int]:
    """Its size and time of change; nothing of one that is not there."""
    try:
        found = file.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]
