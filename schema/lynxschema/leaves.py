"""The leaves of a record, each with its pointer and its row of the field table."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import rfc8785

from lynxschema.contract import fields
from lynxschema.digest import sha256

STATES = ("not_applicable", "not_measured", "withheld")
_STATES = frozenset(STATES)


class Leaf(NamedTuple):
    """One leaf: where it stands, the path that its row has in the field table, its value or state."""

    pointer: str
    path: str
    value: Any
    row: dict[str, Any]


def state_of(value: Any) -> str | None:
    """`not_applicable`, `not_measured` or `withheld` where a state stands for the value, else None."""
    if not isinstance(value, dict) or _STATES.isdisjoint(value):
        return None
    return next(state for state in STATES if state in value)


def leaves(record: Any, pointer: str = "", path: str = "") -> Iterator[Leaf]:
    """Every leaf below `pointer`, in document order; members that the contract does not know are left out."""
    row = fields().get(path)
    if row is not None and (row["leaf"] or state_of(record)):
        yield Leaf(pointer, path, record, row)
    elif isinstance(record, dict):
        for key, value in record.items():
            yield from leaves(value, f"{pointer}/{_escaped(key)}", _below(path, key))
    elif isinstance(record, list):
        for position, value in enumerate(record):
            yield from leaves(value, f"{pointer}/{position}", f"{path}/*")


def executor_id(executor: dict[str, Any]) -> str:
    """sha256 over the RFC 8785 form of the executor's identity leaves; states and absent members stay out."""
    identity = {
        leaf.pointer: leaf.value
        for leaf in leaves(executor, "/executor", "/executor")
        if leaf.row["role"] == "identity" and state_of(leaf.value) is None
    }
    return sha256(rfc8785.dumps(identity))


def _below(path: str, key: str) -> str:
    named = f"{path}/{key}"
    return named if named in fields() else f"{path}/*"


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
