"""A violation in words: found, expected, how to mend it."""

from collections.abc import Iterator, Sequence
from typing import Any

from lynxschema.contract import fields
from lynxschema.finding import Fault, shown
from lynxschema.leaves import STATES, state_of
from lynxschema.load.clean_text import step
from lynxschema.validate.demand import demand, noun
from lynxschema.validate.example import example, members
from lynxschema.validate.violation import Violation

UNKNOWN, MISSING, STATE, NULL, REFUSED = "LX011", "LX010", "LX111", "LX014", "LX012"
_STATE_FORMS = {
    "not_applicable": '{"not_applicable": "<why>"}',
    "not_measured": '{"not_measured": {"reason": "<reason>", "detail": "<what happened>"}}',
    "withheld": '{"withheld": {"by": "<who>", "why": "<why>"}}',
}


def faults(violation: Violation) -> Iterator[Fault]:
    """One fault per missing or unknown member, else one per violation; the code is the general one."""
    state = state_of(violation.value)
    if state and state not in row_of(violation.pointer).get("states", ()):
        # Where no state may stand, the schema sees an object that lacks everything: what was meant is the state.
        yield _no_state(violation, state)
    elif violation.keyword == "required":
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
    mend = f'add "{violation.detail}"{_such(", for example", pointer)}{_or_states(row)}'
    return Fault("nothing", _description(row, pointer), mend, pointer=pointer, code=MISSING)


def _unknown(violation: Violation, name: str) -> Fault:
    pointer, state = f"{violation.pointer}/{step(name)}", state_of(violation.value)
    if state:
        return Fault(f"the member {shown(name)}", f"nothing beside {state}", "keep the value or one state, not both",
                     pointer=pointer, code=UNKNOWN)
    known = members(path_of(violation.pointer))
    near = _similar(name, known)
    mend = f'did you mean "{near}"?' if near else "remove it; what readers should know goes into provenance.notes"
    expected = f"one of {', '.join(known)}" if 0 < len(known) <= 12 else "a member that the contract knows"
    return Fault(f"the member {shown(name)}", expected, mend, pointer=pointer, code=UNKNOWN)


def _no_state(violation: Violation, state: str) -> Fault:
    row = row_of(violation.pointer)
    expected = f"a value: {_description(row, violation.pointer)}"
    others = _or_states(row) or ": no result without it"
    mend = f"disclose it{_such(', for example', violation.pointer)}{others}"
    return Fault(f"the state {state}", expected, mend, pointer=violation.pointer, code=STATE)


def _refused(violation: Violation) -> Fault:
    row, value = row_of(violation.pointer), violation.value
    expected = f"{demand(violation)} ({_description(row, violation.pointer)})"
    mend = f"{_mend(violation)}{_or_states(row)}"
    return Fault(shown(value), expected, mend, pointer=violation.pointer, code=NULL if value is None else REFUSED)


def _mend(violation: Violation) -> str:
    """The one value that is right where there is one, else a near one, else an example."""
    if violation.keyword == "const":
        return f"write {shown(violation.detail)}, or change what demands it"
    if violation.keyword == "falseSchema":
        return "remove it"
    state = violation.pointer.rpartition("/")[2]
    if state in STATES:
        return f"write {_STATE_FORMS[state]}"
    return _nearest(violation) or f"write {noun(violation)}{_such(' such as', violation.pointer)}"


def _such(words: str, pointer: str) -> str:
    known = example(path_of(pointer))
    return "" if known is None else f"{words} {shown(known)}"


def _nearest(violation: Violation) -> str:
    if violation.keyword != "enum" or not isinstance(violation.value, str):
        return ""
    near = _similar(violation.value, violation.detail)
    return f'did you mean "{near}"?' if near else ""


def _similar(word: str, known: Sequence[str]) -> str | None:
    from difflib import get_close_matches  # of use for few records, and slow to import

    return next(iter(get_close_matches(word[:60].lower(), known, n=1)), None)


def _or_states(row: dict[str, Any]) -> str:
    return "".join(f", or {_STATE_FORMS[state]}" for state in STATES if state in row.get("states", ()))


def _description(row: dict[str, Any], pointer: str) -> str:
    above, _, name = pointer.rpartition("/")
    if not row and name.isdigit():
        return _description(row_of(above), above)
    text = row.get("description") or name.replace("_", " ")
    unit = f", in {row['unit']}" if "unit" in row else ""
    return f"{text[:1].lower()}{text[1:].rstrip('.')}{unit}"
