"""Violations of the schema as faults, each with the code of the rule that covers the member."""

from collections.abc import Iterable
from functools import cache

from lynxschema.finding import Fault
from lynxschema.rulebook import rulebook
from lynxschema.validate.message import MISSING, STATE, UNKNOWN, faults, path_of
from lynxschema.validate.violation import Violation

MOST = 100
READING = (UNKNOWN,)
"""Codes of refusals that keep no rule from reading what the contract knows."""


def coded(violations: Iterable[Violation]) -> list[Fault]:
    """At most 100 faults, one for each pointer and code."""
    found: dict[tuple[str, str], Fault] = {}
    for violation in violations:
        for fault in faults(violation):
            fault = _with_code(fault)
            found.setdefault((fault.pointer, fault.code), fault)
        if len(found) >= MOST:
            break
    return list(found.values())


def _with_code(fault: Fault) -> Fault:
    if fault.code in (UNKNOWN, STATE):
        return fault
    path = path_of(fault.pointer)
    absent = _absent().get(path) if fault.code == MISSING else None
    return fault._replace(code=absent or _covering(path) or fault.code)


def _covering(path: str) -> str | None:
    """Code of the rule that covers the nearest group above, or the member itself."""
    while path:
        if path in _covered():
            return _covered()[path]
        path = path.rpartition("/")[0]
    return None


@cache
def _covered() -> dict[str, str]:
    return {path: rule.code for rule in rulebook().values() for path in rule.covers}


@cache
def _absent() -> dict[str, str]:
    return {path: rule.code for rule in rulebook().values() for path in rule.missing}
