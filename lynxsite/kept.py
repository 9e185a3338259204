"""Outcomes of earlier builds, by a submission's place and a digest of its files' facts.

Those facts are the quick key of `lynxschema.fingerprint`: names, sizes, times of change and inodes. A version stands
for all that an outcome rests on beside the files: the judge, the checker, the site's own code.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from lynxschema import basis
from lynxschema.digest import sha256
from lynxschema.sqlite_file import opened
from lynxsite import shelf
from lynxsite.extract import Extract
from lynxsite.outcome import Outcome, Sealed, unsealed
from lynxsite.parcel import Parcel

FILE, SHELF = "registry.sqlite", "extracts.json"
FEW = 100
"""One of so many may differ before the shelf is written anew."""
_TABLE = """CREATE TABLE IF NOT EXISTS outcome (
    place TEXT PRIMARY KEY, version TEXT, files TEXT, why TEXT, extract BLOB, packed BLOB) WITHOUT ROWID"""
_FIND = "SELECT why, extract FROM outcome WHERE place = ? AND version = ? AND files = ?"
_KEEP = "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?, ?)"


class Kept:
    """The outcomes under one version; any trouble with the file means that nothing is known."""

    def __init__(self, home: Path, version: str) -> None:
        self.version = version
        self._file, self._shelf = home / FILE, home / SHELF
        self._base = opened(self._file, _settle)
        self._known = shelf.read(self._shelf, self._file, version)

    def find(self, place: Path, files: str) -> Outcome | None:
        """The outcome of a directory whose files have this digest, if known."""
        if not files:
            return None
        on_shelf = self._known.get(str(place))
        if on_shelf and on_shelf[0] == files:
            return on_shelf[1]
        with suppress(sqlite3.Error):
            found = self._base.execute(_FIND, (str(place), self.version, files)).fetchone()
            return unsealed((*found, self.parcel(place, files))) if found else None
        return None

    def keep(self, found: Iterable[tuple[Path, str, Sealed]]) -> None:
        """Outcomes with the digest that each directory's files had before they were read."""
        rows = ((str(place), self.version, files, *each) for place, files, each in found)
        with suppress(sqlite3.Error), self._base:
            self._base.executemany(_KEEP, rows)

    def shelve(self, outcomes: Mapping[Path, tuple[str, Outcome]]) -> None:
        """All of this build, to be read at once by the next; a few that changed are found one by one sooner."""
        found = {str(place): (files, each) for place, (files, each) in outcomes.items()
                 if files and isinstance(each, Extract)}
        missing = sum(self._known.get(place, ("",))[0] != files for place, (files, _) in found.items())
        if missing + len(self._known.keys() - found.keys()) > len(found) // FEW:
            shelf.write(self._shelf, self.version, found)

    def close(self) -> None:
        self._base.close()

    def parcel(self, place: Path, files: str) -> Parcel:
        """Where the packed record lies that was kept of it."""
        return Parcel(str(self._file), str(place), self.version, files)


def version(judge: str) -> str:
    """Of the judge, the checker and the site's own code."""
    home = Path(__file__).parent
    sources = sorted([*home.rglob("*.py"), *home.glob("templates/*.html")])
    return basis.version(judge, *(sha256(path.read_bytes()) for path in sources))


def _settle(base: sqlite3.Connection) -> None:
    # What is lost in a crash is only computed again.
    base.execute("PRAGMA synchronous = OFF")
    base.execute(_TABLE)
    base.execute(_FIND, ("", "", "")).fetchone()
