"""What of a submission becomes public: its files, and the members that say most about who measured and on what."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lynxschema.finding import shown
from lynxschema.load.clean_text import step
from lynxschema.load.submission import Record
from lynxschema.tree import RECORD

SHOWN = (
    "/submitter", "/executor/hardware/devices", "/executor/hardware/host", "/executor/hardware/cloud",
    "/executor/hardware/container", "/provenance/harness", "/provenance/command", "/provenance/started_at",
    "/provenance/notes",
)
_BESIDE = ("peaks", "supported_precisions", "isa")
"""Members of those that are on a data sheet."""


class File(NamedTuple):
    """One file, by its path in the registry."""

    path: str
    size: int


def files(directory: Path, place: str, record: Record) -> list[File]:
    """The record and its evidence; nothing else of the directory is published."""
    names = [RECORD, *dict.fromkeys(entry["file"] for entry in record["evidence"])]
    return [File(f"{place}/{name}", (directory / name).stat().st_size) for name in names]


def disclosed(record: Record) -> Iterator[tuple[str, str]]:
    """Pointer and short value of the members that a submitter should look at."""
    for pointer in SHOWN:
        yield from _leaves(pointer, _at(record, pointer))


def _at(record: Any, pointer: str) -> Any:
    for name in pointer.split("/")[1:]:
        record = record.get(name) if isinstance(record, dict) else None
    return record


def _leaves(pointer: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(f"{pointer}/{step(key)}", item) if key not in _BESIDE else ()
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for position, item in enumerate(value):
            yield from _leaves(f"{pointer}/{position}", item)
    elif value is not None:
        yield pointer, shown(value)
