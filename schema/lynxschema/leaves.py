"""The leaves of a record, each with its pointer and its row of the field table."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import orjson
import rfc8785

from lynxschema.contract import fields
from lynxschema.digest import sha256

STATES = ("not_applicable", "not_measured", "withheld")
_STATES = frozenset(STATES)
LEAST_PLAIN, MOST_PLAIN = 1e-4, 1e15
LONGEST_KEPT = 32_768
"""Bytes of an executor whose id is kept: longer ones would fill the memory."""


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
    try:
        written = orjson.dumps(executor)
    except orjson.JSONEncodeError:  # what no check lets pass, and a caller may ask about all the same
        return _identified(executor)
    return _known(written) if len(written) <= LONGEST_KEPT else _identified(executor)


@lru_cache(maxsize=128)
def _known(written: bytes) -> str:
    """Of an executor as JSON text: most results share theirs with others, of another workload or day."""
    return _identified(orjson.loads(written))


def _identified(executor: dict[str, Any]) -> str:
    identity: dict[str, Any] = {}
    _identify(executor, "/executor", _steps()["executor"], identity)
    return sha256(canonical(identity))


class _Step(dict[str, "_Step"]):
    """Rows of the field table below a row, by the last of their path; `*` for positions and free keys."""

    leaf = identity = known = False


@cache
def _steps() -> _Step:
    """The field table as a tree: every check identifies an executor, and to look up paths takes longer."""
    root = _Step()
    for path, row in fields().items():
        step = root
        for name in path.split("/")[1:]:
            step = step.setdefault(name, _Step())
        step.known, step.leaf, step.identity = True, row["leaf"], row["role"] == "identity"
    return root


def _identify(value: Any, pointer: str, step: _Step, found: dict[str, Any]) -> None:
    """Identity leaves below a group that is no leaf, as `leaves` has them."""
    free = step.get("*", _NOTHING)
    if isinstance(value, dict):
        members = [(key, step.get(key, free), item) for key, item in value.items()]
    else:
        members = [(str(position), free, item) for position, item in enumerate(value)]
    for key, below, item in members:
        grouped = isinstance(item, dict | list)
        if below is _NOTHING or (grouped and below.known and state_of(item)):
            continue
        if below.leaf:
            if below.identity:
                found[f"{pointer}/{_escaped(key)}"] = item
        elif grouped:
            _identify(item, f"{pointer}/{_escaped(key)}", below, found)


_NOTHING = _Step()


def canonical(identity: dict[str, Any]) -> bytes:
    """RFC 8785 form of leaves by pointer. Of ASCII and plain numbers any sorted writer gives it."""
    found = orjson.dumps(identity, option=orjson.OPT_SORT_KEYS)
    plain = found.isascii() and b"\\" not in found and b"\x7f" not in found and all(map(_plain, identity.values()))
    return found if plain else rfc8785.dumps(identity)


def _plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(_plain, value))
    if isinstance(value, float):
        # Whole ones and those with an exponent are written otherwise.
        return LEAST_PLAIN <= abs(value) < MOST_PLAIN and not value.is_integer()
    return value is None or isinstance(value, str | int)


def _below(path: str, key: str) -> str:
    named = f"{path}/{key}"
    return named if named in fields() else f"{path}/*"


def _escaped(key: str) -> str:
    return key if "/" not in key and "~" not in key else key.replace("~", "~0").replace("/", "~1")
