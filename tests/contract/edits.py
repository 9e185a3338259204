"""Edits of one path of a record: what a slip of the hand or a hostile submitter would change."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]

STATES = [
    {"not_applicable": "no such thing"},
    {"not_applicable": ""},
    {"not_measured": {"reason": "no_meter", "detail": "nothing there"}},
    {"not_measured": {"reason": "lazy", "detail": "nothing there"}},
    {"not_measured": "nothing there"},
    {"withheld": {"by": "vendor", "why": "embargo"}},
    {"withheld": {"by": "vendor", "why": "embargo"}, "not_applicable": "both"},
]
VALUES = [
    None, True, False, 0, 1, -1, 1.0, 1.5, -0.0,
    1e300, 2**53 - 1, 2**53, "", " ", "x", "N/A", "fp32", "int8", "x" * 301,
    "../etc", "\u0430bc", [], {}, [None], ["a"], [1], {"kind": "closed"}, {"kind": "other"}, {"value": 1}, *STATES,
]


def paths(node: Any, above: Path = ()) -> Iterator[Path]:
    """Every path below the root."""
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in steps:
        yield (*above, step)
        yield from paths(child, (*above, step))


def parent_of(record: Any, path: Path) -> Any:
    """The container that the last step of `path` names a member of."""
    for step in path[:-1]:
        record = record[step]
    return record


def deleted(record: Any, path: Path) -> Any:
    """A copy without the member or element."""
    edited = copy.deepcopy(record)
    del parent_of(edited, path)[path[-1]]
    return edited


def replaced(record: Any, path: Path, value: Any) -> Any:
    """A copy with another value there."""
    edited = copy.deepcopy(record)
    parent_of(edited, path)[path[-1]] = value
    return edited


def misspelt(record: Any, path: Path) -> Any:
    """A copy with a member that the contract does not know beside the path."""
    edited = copy.deepcopy(record)
    parent = parent_of(edited, path)
    parent.update({"verzion": "1"}) if isinstance(parent, dict) else parent.append({"verzion": "1"})
    return edited


def _edits(record: Any) -> st.SearchStrategy[Any]:
    some_path = st.sampled_from(list(paths(record)))
    return st.one_of(
        st.builds(lambda path: deleted(record, path), some_path),
        st.builds(lambda path: misspelt(record, path), some_path),
        st.builds(lambda path, value: replaced(record, path, value), some_path, st.sampled_from(VALUES)),
        st.builds(lambda path, other: _swapped(record, path, other), some_path, some_path),
    )


def _swapped(record: Any, path: Path, other: Path) -> Any:
    """A copy with another part of the same record there: right kinds of values in wrong places."""
    return replaced(record, path, copy.deepcopy(parent_of(record, other)[other[-1]]))


def edited(records: list[Any]) -> st.SearchStrategy[Any]:
    """Any one edit of any one of the records."""
    return st.one_of([_edits(record) for record in records])
