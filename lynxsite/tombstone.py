"""What is left of a submission whose content had to go: that it was accepted, when, as what, and why it went."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lynxschema.tree import RECORD
from lynxsite.errata import Note, notes, withdrawn

_PLAIN = re.compile(r"(?!\.)[A-Za-z0-9._-]{1,200}/(?!\.)[A-Za-z0-9._-]{1,200}")


class Tombstone(NamedTuple):
    """`accepted` is its line of `accepted.jsonl`, `notes` what stands in its place."""

    key: str
    accepted: dict[str, Any]
    notes: tuple[Note, ...]

    @property
    def path(self) -> str:
        """Its page, where the result's stood."""
        return f"results/{self.key}/"


def tombstones(directory: Path, missing: Mapping[str, dict[str, Any]]) -> tuple[Tombstone, ...]:
    """Of accepted submissions that cannot be shown, those whose errata alone are left and withdraw them."""
    left = {key: _notes(directory / key) for key in missing if _PLAIN.fullmatch(key)}
    return tuple(Tombstone(key, missing[key], found) for key, found in left.items() if withdrawn(found))


def _notes(place: Path) -> tuple[Note, ...]:
    if (place / RECORD).exists():
        return ()
    try:
        return notes(place)
    except ValueError:
        return ()
