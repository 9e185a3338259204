"""The SQLite file of a cache: made anew where it is broken, in memory where no file can be had."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

WAIT_S = 5
"""For another process that writes."""
Settle = Callable[[sqlite3.Connection], object]
"""Makes the tables; raises sqlite3.Error where the file holds others of the same name."""


def opened(file: Path | None, settle: Settle) -> sqlite3.Connection:
    """A settled connection to the file, or to a base in memory."""
    for anew in (False, True):
        with suppress(sqlite3.Error, OSError):
            if file:
                return _settled(_prepared(file, anew), settle)
    return _settled(":memory:", settle)


def _prepared(file: Path, anew: bool) -> Path:
    if anew:
        file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _settled(file: Path | str, settle: Settle) -> sqlite3.Connection:
    base = sqlite3.connect(file, timeout=WAIT_S)
    settle(base)
    return base
