"""Violations of the schema, alike from both validators."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, Protocol

from lynxschema.contract import schema
from lynxschema.load.clean_text import step


class Violation(NamedTuple):
    """`keyword` refused the value at `pointer`; `detail` is what the keyword demands or, if required, the member."""

    keyword: str
    pointer: str
    detail: Any
    value: Any


class Validate(Protocol):
    """Refusals of a record; `near` says that its reader found no number beyond 1e16."""

    def __call__(self, record: Any, /, *, near: bool = False) -> Iterator[Violation]: ...


_FAR = 1e300
_LIMITS = ("minimum", "maximum")
_DETAILS = {
    "required": "property", "additionalProperties": "unexpected", "enum": "options", "type": "types",
    "const": "expected_value", "pattern": "pattern",
}


def fast(record: Any, /, *, near: bool = False) -> Iterator[Violation]:
    """By jsonschema-rs, some hundred times as fast as the reference."""
    if near and _near().is_valid(record):
        return
    for error in _fast().iter_errors(record):
        keyword, facts = error.kind.name, error.kind.as_dict()
        detail = facts.get(_DETAILS.get(keyword, "limit"))
        yield Violation(keyword, _pointer(error.instance_path), detail, error.instance)


def reference(record: Any, /, *, near: bool = False) -> Iterator[Violation]:
    """By jsonschema, the reference implementation."""
    for error in _reference().iter_errors(record):
        keyword = str(error.validator or "falseSchema")
        for detail in _details(keyword, error):
            yield Violation(keyword, _pointer(error.absolute_path), detail, error.instance)


@cache
def _fast() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(schema("submission"))


@cache
def _near() -> Any:
    """Without the limits that no near number can pass: each number held against them takes longer than all the rest."""
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(_without_far(schema("submission")))


def _without_far(schema: Any) -> Any:
    if isinstance(schema, dict):
        kept = {name: value for name, value in schema.items() if name not in _LIMITS or value not in (_FAR, -_FAR)}
        return {name: _without_far(value) for name, value in kept.items()}
    return [_without_far(each) for each in schema] if isinstance(schema, list) else schema


@cache
def _reference() -> Any:
    import jsonschema  # type: ignore[import-untyped]

    return jsonschema.Draft202012Validator(schema("submission"))


def _details(keyword: str, error: Any) -> list[Any]:
    if keyword == "required":
        return [next(name for name in error.validator_value if error.message.startswith(repr(name)))]
    if keyword == "additionalProperties":
        known = error.schema.get("properties", {})
        return [[name for name in error.instance if name not in known]]
    value = error.validator_value
    return [value if keyword != "type" or isinstance(value, list) else [value]]


def _pointer(path: Any) -> str:
    return "".join(f"/{step(str(part))}" for part in path)
