"""Lengths of inputs and outputs of an operating point, in words and as means."""

from typing import Any

from lynxschema.leaves import state_of
from lynxschema.numeral import plain

Record = dict[str, Any]


def lengths(point: Record) -> str:
    """`512 tokens in, 128 out`; a distribution that is not fixed is named; empty where inputs have one size."""
    profile = point["lengths"]
    if state_of(profile):
        return ""
    out = "" if state_of(profile["output"]) else f", {_said(profile['output'])} out"
    return f"{_said(profile['input'])} {profile['unit']} in{out}"


def mean(point: Record, side: str) -> float | None:
    """Mean length of the `input` or the `output`; None where there is none."""
    profile = point["lengths"]
    if state_of(profile) or state_of(profile[side]):
        return None
    return float(profile[side]["mean"])


def _said(found: Record) -> str:
    how = "" if found["distribution"] == "fixed" else f"{found['distribution']}, mean "
    return f"{how}{plain(found['mean'])}"
