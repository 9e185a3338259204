"""Whether a result was taken back by its errata."""

import json
from pathlib import Path

from lynxschema.change_set import ERRATA
from lynxschema.load.file import RefusedError, read

KIND = "withdrawal"
MOST_BYTES = 2**20


def is_withdrawn(directory: Path) -> bool:
    """Whether errata beside the record take the whole result back; LX529 judges them when they are merged."""
    try:
        found = json.loads(read(directory / ERRATA, MOST_BYTES, missing="LX529", large="LX529"))
        return any(note["kind"] == KIND for note in found["errata"])
    except (RefusedError, ValueError, KeyError, TypeError, RecursionError):
        return False
