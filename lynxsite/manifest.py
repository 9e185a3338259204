"""What earlier builds stamped into a site's directory, by what it was made of."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson


class Manifest:
    """Per file of a site the digest of all that it was made of, its size and its time of change."""

    def __init__(self, file: Path, site: Path) -> None:
        self._file, self._site = file, site
        self._known = _read(file)
        self._now: dict[str, list[Any]] = {}

    @classmethod
    def of(cls, cache: Path, site: Path) -> "Manifest":
        """The manifest of a site's directory."""
        return cls(cache / f"stamped-{digest(str(site.absolute()))}.json", site)

    def holds(self, path: str, made_of: str) -> bool:
        """Whether the file is there as it was written, of the same things; if so it stays listed."""
        known = self._known.get(path)
        if not known or known[0] != made_of or known[1:] != _state(self._site / path):
            return False
        self._now[path] = known
        return True

    def add(self, path: str, made_of: str) -> None:
        """List a file that was just written."""
        self._now[path] = [made_of, *_state(self._site / path)]

    def write(self) -> None:
        """Keep it for the next build."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_bytes(orjson.dumps(self._now))

    @property
    def paths(self) -> set[str]:
        """Every file that is listed."""
        return set(self._now)


def digest(*parts: object) -> str:
    """Of whatever a file is made of."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _state(file: Path) -> list[int]:
    try:
        found = file.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _read(file: Path) -> dict[str, list[Any]]:
    try:
        known = orjson.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
