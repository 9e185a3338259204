"""Outcomes of earlier builds, by a submission's place and the quick key of its files.

The quick key is `lynxschema.fingerprint.quick`: names, sizes, times of change and inodes. A version stands for all that
an outcome rests on beside the files: the judge, the checker, the site's own code.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lynxschema import basis
from lynxschema.digest import sha256
from lynxschema.sqlite_file import opened
from lynxsite.outcome import Sealed

FILE = "registry.sqlite"
_TABLE = """CREATE TABLE IF NOT EXISTS outcome (
    place TEXT PRIMARY KEY, version TEXT, quick TEXT, why TEXT, extract BLOB, packed BLOB) WITHOUT ROWID"""
_FIND = "SELECT why, extract, packed FROM outcome WHERE place = ? AND version = ? AND quick = ?"
_KEEP = "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?, ?)"


class Kept:
    """The outcomes under one version; any trouble with the file means that nothing is known."""

    def __init__(self, file: Path | None, version: str) -> None:
        self.version = version
        self._base = opened(file, _settle)

    def find(self, place: Path, quick: str) -> Sealed | None:
        """The outcome of a directory with this quick key, if known."""
        found: Sealed | None = None
        with suppress(sqlite3.Error):
            found = self._base.execute(_FIND, (str(place), self.version, quick)).fetchone() if quick else None
        return found

    def keep(self, found: Iterable[tuple[Path, str, Sealed]]) -> None:
        """Outcomes with the quick key that each directory had before it was read."""
        rows = ((str(place), self.version, quick, *each) for place, quick, each in found)
        with suppress(sqlite3.Error), self._base:
            self._base.executemany(_KEEP, rows)

    def close(self) -> None:
        self._base.close()


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
