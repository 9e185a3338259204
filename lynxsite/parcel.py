"""Where the cache holds a packed record: of a registry of a hundred thousand they do not fit into memory."""

import sqlite3
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from lynxsite.slim import packed, unpacked
from lynxsite.whole import whole

OPEN = 4096
"""Records that are kept open: at about 60 kB each, some 250 MB."""
_FIND = "SELECT packed FROM outcome WHERE place = ? AND version = ? AND files = ?"


class Parcel(NamedTuple):
    """The cache's file, and what it finds the record by: place, the cache's version, a digest of the files' facts."""

    base: str
    place: str
    version: str
    files: str


@lru_cache(maxsize=OPEN)
def opened(content: bytes | Parcel) -> dict[str, Any]:
    """The slim record; the same object while it is open: change nothing in it.

    Raises ValueError with a sentence where it is no longer in the cache, and the submission's own is gone.
    """
    return unpacked(content if isinstance(content, bytes) else _found(content))


def _found(parcel: Parcel) -> bytes:
    with suppress(sqlite3.Error):
        row = _base(parcel.base).execute(_FIND, parcel[1:]).fetchone()
        if row:
            return bytes(row[0])
    return packed(whole(Path(parcel.place)))


@lru_cache(maxsize=4)
def _base(file: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(file).absolute().as_uri()}?mode=ro", uri=True)
