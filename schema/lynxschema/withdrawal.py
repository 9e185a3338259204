"""Whether a result was taken back by its errata."""

import json
from pathlib import Path

from lynxschema.change_set import ERRATA

KIND = "withdrawal"


def is_withdrawn(directory: Path) -> bool:
    """Whether errata beside the record take the whole result back; LX529 judges them when they are merged."""
    try:
        found = json.loads((directory / ERRATA).read_bytes())
        return any(note["kind"] == KIND for note in found["errata"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
