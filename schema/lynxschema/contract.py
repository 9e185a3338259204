"""The committed contract: schema and field table, read as plain data."""

import json
from functools import cache
from pathlib import Path
from typing import Any

VERSION = "1.0"


def _home() -> Path:
    """`v1/` beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent
    inside = package / "v1"
    return inside if inside.is_dir() else package.parent / "v1"


HOME = _home()


@cache
def schema(name: str) -> dict[str, Any]:
    """A published JSON Schema: submission, submitter, errata or a catalogue's."""
    document: dict[str, Any] = json.loads((HOME / f"{name}.schema.json").read_bytes())
    return document


@cache
def fields() -> dict[str, dict[str, Any]]:
    """The field table of a submission: path with `*` for positions and free keys -> role, factor, states, ..."""
    table: dict[str, dict[str, Any]] = json.loads((HOME / "fields.json").read_bytes())
    return table
