"""Verdicts kept from earlier checks, by the content of a submission's files and the version of everything that judges.

Two keys stand for the content. The quick one is each file's name, size, times of change (ns), inode and mode: where
it is the same, no file is opened. An edit that keeps them all escapes it: that takes a clock set back on purpose, for
nothing is kept of files that changed within two seconds before their check, when another edit could bear the same time.
Where that matters, check with `--no-cache`. Where the quick key differs, as in a fresh clone, the sha256 over the
content decides. Only a submission whose directory holds nothing but plain files is kept.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lynxschema.finding import Finding
from lynxschema.fingerprint import content, quick, resting
from lynxschema.surroundings import Surroundings, absolute
from lynxschema.tree import Location
from lynxschema.verdict import Verdict

if TYPE_CHECKING:
    from lynxschema.terms import Terms

_TABLES = """CREATE TABLE IF NOT EXISTS verdict (
    place TEXT PRIMARY KEY, version TEXT, quick TEXT, content TEXT, findings TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS rules (version TEXT PRIMARY KEY, codes TEXT) WITHOUT ROWID"""
_KEEP = "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?)"
_FIND = """SELECT place, quick, content, findings FROM verdict
    WHERE version = ? AND place IN (SELECT value FROM json_each(?))"""


def default() -> Path:
    """The user's own cache: one inside a clone could be part of what somebody submits."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".cache") / "lynx" / "verdicts.sqlite"


class Cache:
    """Verdicts under one `version` of all that judges; any trouble with the file means that nothing is known."""

    def __init__(self, path: Path, version: str) -> None:
        self.version = version
        self._base = _opened(path)
        self._surroundings = Surroundings()

    def verdicts(self, locations: Sequence[Location]) -> dict[Location, Verdict]:
        """The verdicts of a fresh check, of those locations where one of the same content is kept."""
        places = {self._place(location): location for location in locations}
        found = {}
        for place, *kept in self._kept(list(places)):
            with suppress(sqlite3.Error, ValueError, TypeError, OSError):
                if self._same(places[place], kept):
                    findings = map(Finding._make, json.loads(kept[2]) if kept[2] != "[]" else ())
                    found[places[place]] = Verdict(places[place].shown, tuple(findings))
        return found

    def _kept(self, places: Sequence[str]) -> list[tuple[str, str, str, str]]:
        with suppress(sqlite3.Error):
            return self._base.execute(_FIND, (self.version, json.dumps(places))).fetchall()
        return []

    def keep(self, judged: Iterable[tuple[Location, str, Verdict]]) -> None:
        """Verdicts, each with the quick key that the directory had before it was judged."""
        with suppress(sqlite3.Error, OSError), self._base:
            self._base.executemany(_KEEP, filter(None, (self._row(*each) for each in judged)))

    def rules(self, terms: "Terms") -> tuple[str, ...]:
        """Codes of the rules that judge submissions by these terms, of which this version is."""
        with suppress(sqlite3.Error, ValueError):
            for (codes,) in self._base.execute("SELECT codes FROM rules WHERE version = ?", (self.version,)):
                return tuple(json.loads(codes))
        codes = terms.checker.judging
        with suppress(sqlite3.Error), self._base:
            self._base.execute("INSERT OR REPLACE INTO rules VALUES (?, ?)", (self.version, json.dumps(codes)))
        return codes

    def close(self) -> None:
        self._base.close()

    def _place(self, location: Location) -> str:
        """What a verdict depends on beside the files: where they are, their names, the registry's own catalogue."""
        home, name = os.path.split(absolute(location.directory))
        return "\n".join([*self._surroundings.of(home), name, location.name, location.shown])

    def _same(self, location: Location, kept: Sequence[str]) -> bool:
        seen = quick(location.directory)
        if seen and seen == kept[0]:
            return True
        rests = resting(location.directory) == seen
        if not seen or content(location.directory) != kept[1]:
            return False
        if rests:
            with self._base:
                self._base.execute(_KEEP, (self._place(location), self.version, seen, kept[1], kept[2]))
        return True

    def _row(self, location: Location, before: str, verdict: Verdict) -> tuple[str, ...] | None:
        found = content(location.directory) if before else ""
        # Whatever changed while it was judged is not kept: nobody knows which state the verdict is of.
        if not before or quick(location.directory) != before:
            return None
        return (self._place(location), self.version, before, found, json.dumps(verdict.findings))


def _opened(path: Path) -> sqlite3.Connection:
    """The file's base, made anew where it is none; one in memory where no file can be had."""
    for retry in (False, True):
        with suppress(sqlite3.Error, OSError):
            if retry:
                path.unlink(missing_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(path, timeout=1)
            base.executescript(_TABLES)
            base.execute(_FIND, ("", "[]")).fetchone()
            return base
    base = sqlite3.connect(":memory:")
    base.executescript(_TABLES)
    return base
