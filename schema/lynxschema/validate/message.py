"""A violation in words: found, expected, how to mend it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lynxschema.contract import fields
from lynxschema.finding import Fault, shown
from lynxschema.leaves import STATES, state_of
from lynxschema.load.clean_text import step
from lynxschema.validate.violation import Violation

UNKNOWN, MISSING, STATE, NULL, REFUSED = "LX011", "LX010", "LX111", "LX014", "LX012"
_STATE_FORMS = {
    "not_applicable": '{"not_applicable": "<why>"}',
    "not_measured": '{"not_measured": {"reason": "<reason>", "detail": "<what happened>"}}',
    "withheld": '{"withheld": {"by": "<who>", "why": "<why>"}}',
}
_JSON = {"NoneType": "null", "bool": "a boolean", "int": "a number", "float": "a number", "str": "a string",
         "list": "a list", "dict": "an object"}


def faults(violation: Violation) -> Iterator[Fault]:
    """One fault per missing or unknown member, else one per violation; the code is the general one."""
    if violation.keyword == "required":
        yield _missing(violation)
    elif violation.keyword == "additionalProperties":
        yield from (_unknown(violation, name) for name in violation.detail[:20])
    else:
        yield _refused(violation)


def row_of(pointer: str) -> dict[str, Any]:
    """Row of the field table for a pointer; empty where the contract has no such field."""
    return fields().get(path_of(pointer), {})


def path_of(pointer: str) -> str:
    """A pointer as a path of the field table, with `*` for positions and free keys."""
    path = ""
    for part in pointer.split("/")[1:]:
        named = f"{path}/{part}"
        path = named if named in fields() else f"{path}/*"
    return path


def _missing(violation: Violation) -> Fault:
    pointer = f"{violation.pointer}/{step(violation.detail)}"
    row = row_of(pointer)
    example = f", for example {shown(row['example'])}" if "example" in row else ""
    mend = f'add "{violation.detail}"{example}{_or_states(row)}'
    return Fault("nothing", _description(row, pointer), mend, pointer=pointer, code=MISSING)


def _unknown(violation: Violation, name: str) -> Fault:
    known = _members(violation.pointer)
    near = _similar(name, known)
    mend = f'did you mean "{near}"?' if near else "remove it; what readers should know goes into provenance.notes"
    expected = f"one of {', '.join(known)}" if 0 < len(known) <= 12 else "a member that the contract knows"
    return Fault(f"the member {shown(name)}", expected, mend, pointer=f"{violation.pointer}/{step(name)}", code=UNKNOWN)


def _members(pointer: str) -> list[str]:
    prefix = f"{path_of(pointer)}/"
    return [path[len(prefix):] for path in fields() if path.startswith(prefix) and "/" not in path[len(prefix):]]


def _refused(violation: Violation) -> Fault:
    row, value = row_of(violation.pointer), violation.value
    state = state_of(value)
    code = NULL if value is None else STATE if state and state not in row.get("states", ()) else REFUSED
    demanded = _DEMANDS.get(violation.keyword, _otherwise)(violation)
    description = _description(row, violation.pointer)
    if code == STATE:
        return Fault(f"the state {state}", f"a value: {description}", "disclose it: no result without it",
                     pointer=violation.pointer, code=code)
    example = f" such as {shown(row['example'])}" if "example" in row else ""
    mend = f"write a value{example}{_or_states(row)}{_nearest(violation)}"
    return Fault(shown(value), f"{demanded} ({description})", mend, pointer=violation.pointer, code=code)


def _nearest(violation: Violation) -> str:
    if violation.keyword != "enum" or not isinstance(violation.value, str):
        return ""
    near = _similar(violation.value, violation.detail)
    return f'; did you mean "{near}"?' if near else ""


def _similar(word: str, known: Sequence[str]) -> str | None:
    from difflib import get_close_matches  # of use for few records, and slow to import

    return next(iter(get_close_matches(word[:60], known, n=1)), None)


def _or_states(row: dict[str, Any]) -> str:
    return "".join(f", or {_STATE_FORMS[state]}" for state in STATES if state in row.get("states", ()))


def _description(row: dict[str, Any], pointer: str) -> str:
    text = row.get("description") or pointer.rpartition("/")[2].replace("_", " ")
    unit = f", in {row['unit']}" if "unit" in row else ""
    return f"{text[:1].lower()}{text[1:].rstrip('.')}{unit}"


def _kind(violation: Violation) -> str:
    names = {"object": "an object", "array": "a list", "integer": "an integer"}
    wanted = " or ".join(names.get(name, f"a {name}") for name in violation.detail)
    return f"{wanted}, not {_JSON[type(violation.value).__name__]}"


def _otherwise(violation: Violation) -> str:
    return "another value"


_DEMANDS: dict[str, Callable[[Violation], str]] = {
    "type": _kind,
    "enum": lambda violation: f"one of {', '.join(map(str, violation.detail))}",
    "const": lambda violation: shown(violation.detail),
    "pattern": lambda violation: f"text of the form {violation.detail}",
    "minimum": lambda violation: f"at least {violation.detail:,}",
    "maximum": lambda violation: f"at most {violation.detail:,}",
    "exclusiveMinimum": lambda violation: f"more than {violation.detail:,}",
    "minLength": lambda violation: f"at least {violation.detail} character",
    "maxLength": lambda violation: f"at most {violation.detail} characters",
    "minItems": lambda violation: f"at least {violation.detail} entries",
    "maxItems": lambda violation: f"at most {violation.detail} entries",
    "maxProperties": lambda violation: f"at most {violation.detail} members",
    "falseSchema": lambda violation: "no such member here",
}
