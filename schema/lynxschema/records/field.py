"""How a field of the contract declares its description, example, unit, role, factor and evidence.

Every leaf of a record is declared through one of the functions below, so that the generated JSON Schema
carries `x-role`, `x-factor` and `x-evidence` for each, and code that knows no pydantic can read them.
"""

from typing import Any, Literal

from pydantic import Field

Role = Literal["identity", "condition", "outcome", "evidence", "prose"]
Factor = Literal[
    "device", "host", "runtime", "toolchain", "precision", "scheduling", "kv_cache", "workload", "operating_point"
]
Evidence = Literal["samples", "chunks", "predictions", "meter", "capture", "none"]


def _field(text: str, example: Any, unit: str | None, optional: bool, **extra: str) -> Any:
    marks: dict[str, Any] = {f"x-{key}": value for key, value in extra.items()}
    if unit:
        marks["x-unit"] = unit
    default: dict[str, Any] = {"default": None} if optional else {}
    return Field(description=text, examples=[example], json_schema_extra=marks, **default)


def identity(
    factor: Factor, text: str, example: Any, *, unit: str | None = None, optional: bool = False
) -> Any:
    """A member of the executor's or workload's identity: another value is another executor."""
    return _field(text, example, unit, optional, role="identity", factor=factor, evidence="capture")


def condition(
    factor: Factor, text: str, example: Any, *, unit: str | None = None, optional: bool = False
) -> Any:
    """A circumstance of the measurement: a difference is named as a caveat."""
    return _field(text, example, unit, optional, role="condition", factor=factor, evidence="capture")


def outcome(
    evidence: Evidence, text: str, example: Any, *, unit: str | None = None, optional: bool = False
) -> Any:
    """A measured figure; `evidence` says from what it can be recomputed ("none": as reported)."""
    return _field(text, example, unit, optional, role="outcome", evidence=evidence)


def proof(text: str, example: Any, *, unit: str | None = None, optional: bool = False) -> Any:
    """A pointer to evidence: a hash, a file name, a row count."""
    return _field(text, example, unit, optional, role="evidence", evidence="capture")


def prose(text: str, example: Any, *, optional: bool = False) -> Any:
    """Text for readers: never compared, never part of an identity."""
    return _field(text, example, None, optional, role="prose", evidence="none")


def group(text: str, *, optional: bool = False) -> Any:
    """A container of further members; its leaves carry the roles."""
    default: dict[str, Any] = {"default": None} if optional else {}
    return Field(description=text, **default)
