"""One finding of the examination."""

from dataclasses import dataclass
from typing import Any, Literal

from lynxschema.leaves import state_of

Level = Literal["good", "fair", "poor", "unknown"]
"""good; fair: disclosed noise; poor: not fit for registry results; unknown: could not be read."""


@dataclass(frozen=True)
class Row:
    """What was read, whether it is good, and what makes the machine quieter, empty where nothing needs to change."""

    check: str
    read: str
    level: Level
    advice: str = ""


def unreadable(check: str, state: Any) -> Row:
    """The row of a state: not applicable is good, anything else is unknown."""
    kind = state_of(state)
    if kind == "not_applicable":
        return Row(check, state[kind], "good")
    return Row(check, state["not_measured"]["detail"], "unknown")
