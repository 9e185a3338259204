"""Verdicts kept from earlier checks, by the content of a submission's files and the version of everything that judges.

Two keys stand for the content. The quick one is each file's name, size, times of change (ns), inode and mode: where
it is the same, no file is opened. An edit that keeps them all escapes it: that takes a clock set back on purpose, or
two edits within one tick of the file system's clock. Where that matters, check with `--no-cache`. Where the quick key
differs, as in a fresh clone, the sha256 over the content decides. Only a submission whose directory holds nothing but
plain files is kept.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from lynxschema.digest import sha256
from lynxschema.finding import Finding
from lynxschema.tree import Location
from lynxschema.verdict import Verdict

MOST_BYTES = 2**28
_TABLE = """CREATE TABLE IF NOT EXISTS verdict (
    place TEXT PRIMARY KEY, version TEXT, quick TEXT, content TEXT, findings TEXT) WITHOUT ROWID"""
_KEEP = "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?)"
_FIND = "SELECT quick, content, findings FROM verdict WHERE place = ? AND version = ?"
Kept = tuple[str, str, str]


def default() -> Path:
    """The user's own cache: one inside a clone could be part of what somebody submits."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".cache") / "lynx" / "verdicts.sqlite"


class Cache:
    """Verdicts under one `version` of all that judges; any trouble with the file means that nothing is known."""

    def __init__(self, path: Path, version: str) -> None:
        self.version = version
        self._base = _opened(path)

    def verdict(self, location: Location) -> Verdict | None:
        """The verdict of a fresh check, where one of the same content is kept."""
        with suppress(sqlite3.Error, ValueError, TypeError, OSError):
            kept = self._base.execute(_FIND, (_place(location), self.version)).fetchone()
            if kept and self._same(location, kept):
                findings = (Finding(*finding) for finding in json.loads(kept[2]))
                return Verdict(location.shown, tuple(findings))
        return None

    def keep(self, judged: Iterable[tuple[Location, str, Verdict]]) -> None:
        """Verdicts, each with the quick key that the directory had before it was judged."""
        with suppress(sqlite3.Error, OSError), self._base:
            self._base.executemany(_KEEP, filter(None, (self._row(*each) for each in judged)))

    def close(self) -> None:
        self._base.close()

    def _same(self, location: Location, kept: Kept) -> bool:
        seen = quick(location.directory)
        if seen and seen == kept[0]:
            return True
        if not seen or content(location.directory) != kept[1]:
            return False
        row = (_place(location), self.version, seen, kept[1], kept[2])
        with self._base:
            self._base.execute(_KEEP, row)
        return True

    def _row(self, location: Location, before: str, verdict: Verdict) -> tuple[str, ...] | None:
        found = content(location.directory) if before else ""
        # Whatever changed while it was judged is not kept: nobody knows which state the verdict is of.
        if not before or quick(location.directory) != before:
            return None
        return (_place(location), self.version, before, found, json.dumps(verdict.findings))


def quick(directory: Path) -> str:
    """Name, size, times of change, inode and mode of each file; empty where the directory holds anything else."""
    try:
        with os.scandir(directory) as entries:
            found = sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in entries)
    except OSError:
        return ""
    if any(status.st_mode & 0o170000 != 0o100000 for _, status in found):
        return ""
    if sum(status.st_size for _, status in found) > MOST_BYTES:
        return ""
    return repr([(name, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino, s.st_mode) for name, s in found])


def content(directory: Path) -> str:
    """sha256 over the names, modes and contents of the files of a directory that holds nothing else."""
    files = sorted(directory.iterdir())
    parts = [(path.name, path.stat().st_mode, sha256(path.read_bytes())) for path in files]
    return sha256(repr(parts).encode(errors="surrogateescape"))


def version(*terms: str) -> str:
    """Of all that judges: the checker's sources, schema and catalogues, its libraries, and the `terms` of the check."""
    from importlib.metadata import version as release

    from lynxschema.contract import HOME

    libraries = [f"{name} {release(name)}" for name in ("jsonschema-rs", "numpy", "pyarrow", "rfc8785")]
    return sha256("\n".join([*terms, *libraries, *_sources(Path(__file__).parent), *_sources(HOME)]).encode())


def _sources(home: Path) -> Iterator[str]:
    for path in sorted(home.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield f"{path.relative_to(home)} {sha256(path.read_bytes())}"


def _place(location: Location) -> str:
    return "\n".join([os.path.realpath(location.directory), location.name, location.shown])


def _opened(path: Path) -> sqlite3.Connection:
    """The file's base, made anew where it is none; one in memory where no file can be had."""
    for retry in (False, True):
        with suppress(sqlite3.Error, OSError):
            if retry:
                path.unlink(missing_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(path, timeout=1)
            base.execute(_TABLE)
            base.execute(_FIND, ("", "")).fetchone()
            return base
    base = sqlite3.connect(":memory:")
    base.execute(_TABLE)
    return base
