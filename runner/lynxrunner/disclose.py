"""What the program cannot read, stated by the caller in a TOML file.

    notes = "an idle machine in our laboratory"

    [hardware.cloud]
    provider = "Example Cloud"
    instance_type = "c8.xlarge"
    region = "eu-central"

    [[hardware.devices]]
    firmware = "microcode 0xd000390"

    [citations]
    "hardware.devices.0.memory" = "product brief 2021"

`hardware` mirrors the record's `executor.hardware`. A statement fills a member that could not be read, or an
empty list; it never replaces what was captured.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lynxrunner.disclosure_file import cited, read
from lynxrunner.errors import RunError
from lynxrunner.session import Session
from lynxschema.leaves import state_of

MEMBERS = ("notes", "hardware", "citations")
HARDWARE = "/executor/hardware"


def disclosed(session: Session, path: Path | None) -> Session:
    """The session with the statements of the file. Raises RunError where one contradicts what was captured."""
    if path is None:
        return session
    stated = read(path, MEMBERS)
    given = stated.get("hardware", {})
    sources = {pointer: {"kind": "stated"} for pointer in _pointers(given, HARDWARE)} | cited(stated, "/executor")
    hardware = _merged(session.hardware, given, HARDWARE, path.name)
    return replace(session, hardware=hardware, stated=sources, notes=stated.get("notes"))


def _merged(captured: Any, stated: Any, pointer: str, file: str) -> Any:
    if captured == [] or state_of(captured):
        return stated
    if isinstance(captured, dict) and isinstance(stated, dict):
        missing = next((name for name in stated if name not in captured), None)
        if missing:
            raise RunError(f"{file}: the record has no member {pointer}/{missing}")
        return {name: _merged(value, stated[name], f"{pointer}/{name}", file) if name in stated else value
                for name, value in captured.items()}
    if _are_records(captured) and _are_records(stated) and len(stated) <= len(captured):
        pairs = enumerate(zip(captured, stated, strict=False))
        merged = [_merged(*pair, f"{pointer}/{position}", file) for position, pair in pairs]
        return merged + captured[len(merged):]
    raise RunError(f"{file}: {pointer} was captured from the machine; a statement cannot replace it")


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _pointers(stated: Any, pointer: str) -> Iterator[str]:
    """Where the statements stand: the deepest members that are no tables and no lists of tables."""
    if isinstance(stated, dict) and stated:
        for name, value in stated.items():
            yield from _pointers(value, f"{pointer}/{name}")
    elif _are_records(stated) and stated:
        for position, value in enumerate(stated):
            yield from _pointers(value, f"{pointer}/{position}")
    else:
        yield pointer
