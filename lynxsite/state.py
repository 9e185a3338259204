"""A state that stands for a value, in words."""

from typing import Any

from lynxschema.leaves import state_of


def told(value: Any) -> tuple[str, str] | None:
    """What the state is and why, as two texts; None for a value."""
    state = state_of(value)
    return _TOLD[state](value[state]) if state else None


def why(value: Any) -> str:
    """Why there is no value; empty for a value."""
    state = told(value)
    return state[1] if state else ""


def _not_measured(state: dict[str, str]) -> tuple[str, str]:
    return "not measured", f"{state['reason'].replace('_', ' ')}: {state['detail']}"


def _withheld(state: dict[str, str]) -> tuple[str, str]:
    return f"withheld by {state['by']}", state["why"]


_TOLD: dict[str, Any] = {
    "not_applicable": lambda why: ("not applicable", why),
    "not_measured": _not_measured,
    "withheld": _withheld,
}
