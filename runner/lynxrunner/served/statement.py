"""What the caller states of an executor that the client cannot see: a TOML file that mirrors the record.

`workload` and `executor` are the record's members of that name, `notes` is prose, `citations` name data sheets by
dotted member. A statement fills what was not captured; it never replaces what was.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lynxrunner.disclosure_file import cited, read
from lynxrunner.errors import RunError
from lynxrunner.state import Record
from lynxschema.leaves import state_of

MEMBERS = ("workload", "executor", "notes", "citations")
TEMPLATE = Path(__file__).with_name("template.toml")


class Statement(NamedTuple):
    """The record's members with statements filled in, the source of each stated member, and prose."""

    members: Record
    sources: dict[str, Record]
    notes: str | None


def stated(captured: Record, path: Path | None) -> Statement:
    """`captured` has `workload` and `executor` as far as they are known. Raises RunError for what contradicts it."""
    given = read(path, MEMBERS) if path else {}
    mine = {name: given[name] for name in ("workload", "executor") if name in given}
    sources = {pointer: {"kind": "stated"} for pointer in _pointers(mine, "")} | cited(given, "")
    merged = _merged(captured, mine, "", path.name if path else "")
    return Statement(merged, sources, given.get("notes"))


def _merged(captured: Any, given: Any, pointer: str, file: str) -> Any:
    if captured == given or captured == [] or state_of(captured):
        return given
    if isinstance(captured, dict) and isinstance(given, dict):
        names = dict.fromkeys([*captured, *given])
        return {name: _merged(captured[name], given[name], f"{pointer}/{name}", file)
                if name in captured and name in given else captured.get(name, given.get(name)) for name in names}
    raise RunError(f"{file}: {pointer} was captured as something else; a statement cannot replace it")


def _pointers(given: Any, pointer: str) -> Iterator[str]:
    """Where the statements stand: the deepest members that are no tables."""
    if isinstance(given, dict) and given and not state_of(given):
        for name, value in given.items():
            yield from _pointers(value, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    else:
        yield pointer
