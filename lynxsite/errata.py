"""Notes on a merged result: corrections, caveats, withdrawals; appended beside the record, never deleted."""

import os
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import orjson

from lynxschema.change_set import ERRATA as FILE
from lynxschema.contract import schema
from lynxschema.load.file import RefusedError, read
from lynxschema.withdrawal import KIND as WITHDRAWAL
from lynxschema.withdrawal import MOST_BYTES

TITLES = {"correction": "Corrected", "caveat": "Caveat", WITHDRAWAL: "Withdrawn"}


class Note(NamedTuple):
    """One note: when, by whose login, of which kind, about which members, and what it says."""

    at: str
    by: str
    kind: str
    members: tuple[str, ...]
    text: str

    @property
    def title(self) -> str:
        """What became of the result."""
        return TITLES[self.kind]


def notes(directory: Path) -> tuple[Note, ...]:
    """The notes of a submission's directory, oldest first; none where there is no file.

    Raises ValueError with a sentence where the file is not of its schema: a withdrawal must not be overlooked.
    """
    file = directory / FILE
    if not os.path.lexists(file):
        return ()
    try:
        found = orjson.loads(read(file, MOST_BYTES, missing="LX529", large="LX529"))
    except (RefusedError, ValueError) as wrong:
        raise ValueError(f"{FILE} cannot be read: {wrong}") from None
    for error in _validator().iter_errors(found):
        raise ValueError(f"{FILE}: {error.message[:160]}")
    return tuple(_note(each) for each in found["errata"])


def withdrawn(found: tuple[Note, ...]) -> bool:
    """Whether the whole result was taken back."""
    return any(note.kind == WITHDRAWAL for note in found)


def _note(found: dict[str, Any]) -> Note:
    return Note(found["at"], found["by"], found["kind"], tuple(found["members"]), found["text"])


@cache
def _validator() -> Any:
    return jsonschema_rs.validator_for(schema("errata"))
