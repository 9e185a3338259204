"""Published figures against recomputed ones: equal within 1e-9 relative, or a fault that names both."""

from collections.abc import Iterator
from math import isclose
from typing import Any

from lynxschema.finding import Fault, shown
from lynxschema.leaves import state_of

RELATIVE = 1e-9
MEND = "publish what the evidence gives; a figure is never edited by hand"


def disagreements(published: Any, computed: Any, pointer: str, source: str = "the samples") -> Iterator[Fault]:
    """A fault for each leaf that differs, is missing or is one too many; `source` names the evidence."""
    if published == computed:
        return  # as nearly every figure is, and leaf by leaf would take long
    if isinstance(computed, dict) and isinstance(published, dict) and not (state_of(computed) or state_of(published)):
        for name in dict.fromkeys([*computed, *published]):
            yield from disagreements(published.get(name), computed.get(name), f"{pointer}/{name}", source)
    elif isinstance(computed, list) and isinstance(published, list) and len(computed) == len(published):
        yield from _first(published, computed, pointer, source)
    elif not _equal(published, computed):
        yield Fault(_said(published), f"{_said(computed)}, recomputed from {source}", MEND, pointer=pointer)


def _first(published: list[Any], computed: list[Any], pointer: str, source: str) -> Iterator[Fault]:
    """The first member that differs: the rest of a series would say the same again."""
    for index, (one, other) in enumerate(zip(published, computed, strict=True)):
        if found := next(disagreements(one, other, f"{pointer}/{index}", source), None):
            yield found
            return


def _equal(one: Any, other: Any) -> bool:
    if state_of(one) and state_of(other):
        # The words of a reason are free, its kind is not.
        return state_of(one) == state_of(other) and _reason(one) == _reason(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    if _number(one) and _number(other):
        return isclose(one, other, rel_tol=RELATIVE, abs_tol=1e-15)
    return bool(one == other)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _reason(value: dict[str, Any]) -> Any:
    return value.get("not_measured", {}).get("reason") if "not_measured" in value else None


def _said(value: Any) -> str:
    return "nothing" if value is None else shown(value)
