"""What the caller states of an executor that the client cannot see: a TOML file that mirrors the record.

`workload` and `executor` are the record's members of that name, `notes` is prose, `citations` name data sheets by
dotted member. A statement fills what was not captured; it never replaces what was.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lynxrunner.errors import RunError, first_line
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
    given = _read(path) if path else {}
    unknown = next((name for name in given if name not in MEMBERS), None)
    if unknown:
        raise RunError(f"{path.name if path else ''}: {unknown!r} cannot be stated; known: {', '.join(MEMBERS)}")
    mine = {name: given[name] for name in ("workload", "executor") if name in given}
    sources = {pointer: {"kind": "stated"} for pointer in _pointers(mine, "")}
    for name, citation in given.get("citations", {}).items():
        sources[f"/{name.replace('.', '/')}"] = {"kind": "datasheet", "citation": citation}
    merged = _merged(captured, mine, "", path.name if path else "")
    return Statement(merged, sources, given.get("notes"))


def _read(path: Path) -> Record:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"--disclose {path.name}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RunError(f"--disclose {path.name}: no TOML ({first_line(error)})") from None


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
