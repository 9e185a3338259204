"""Honest states: what the runner writes where there is no value, always with its reason."""

from typing import Any

Record = dict[str, Any]


def not_applicable(why: str) -> Record:
    """The member has no meaning here."""
    return {"not_applicable": why}


def not_measured(reason: str, detail: str) -> Record:
    """The member exists and could not be read; `reason` is one of the contract's enumeration."""
    return {"not_measured": {"reason": reason, "detail": detail}}
