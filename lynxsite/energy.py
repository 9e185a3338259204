"""Energy of an operating point, or why there is none."""

from typing import Any, NamedTuple

from lynxschema.leaves import state_of
from lynxschema.numeral import significant
from lynxsite.disclosure import Group, group
from lynxsite.state import told

Record = dict[str, Any]


class Energy(NamedTuple):
    """`per_inference` in joules is empty where there is none; `state` then says what and why."""

    per_inference: str
    scope: str
    state: tuple[str, str] | None
    detail: Group | None


def energy(record: Record, position: int) -> Energy:
    """Energy of the operating point at a position of the record's list."""
    metered = record["operating_points"][position]["energy"]
    if state_of(metered):
        return Energy("", "", told(metered), None)
    each = metered["joules_per_inference"]
    detail = group(record, f"/operating_points/{position}/energy", metered)
    return Energy("" if state_of(each) else significant(each), metered["scope"], told(each), detail)


def joules(point: Record) -> float | None:
    """Energy per successful inference, where it was metered."""
    metered = point["energy"]
    each = None if state_of(metered) else metered["joules_per_inference"]
    return None if each is None or state_of(each) else float(each)
