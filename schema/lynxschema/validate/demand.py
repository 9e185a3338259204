"""What a keyword of the schema demands, in words."""

from collections.abc import Callable

from lynxschema.finding import shown
from lynxschema.validate.form import form
from lynxschema.validate.violation import Violation

NAMES = {"object": "an object", "array": "a list", "integer": "an integer", "boolean": "a boolean"}
_JSON = {"NoneType": "null", "bool": "a boolean", "int": "a number", "float": "a number", "str": "a string",
         "list": "a list", "dict": "an object"}


def demand(violation: Violation) -> str:
    """What should stand where the violation is."""
    return _DEMANDS.get(violation.keyword, _otherwise)(violation)


def noun(violation: Violation) -> str:
    """The one kind of value that is demanded, else `a value`."""
    wanted = violation.detail if violation.keyword == "type" else []
    return NAMES.get(wanted[0], "a value") if len(wanted) == 1 else "a value"


def _kind(violation: Violation) -> str:
    wanted = " or ".join(NAMES.get(name, f"a {name}") for name in violation.detail)
    return f"{wanted}, not {_JSON[type(violation.value).__name__]}"


def _otherwise(violation: Violation) -> str:
    return "another value"


_DEMANDS: dict[str, Callable[[Violation], str]] = {
    "type": _kind,
    "enum": lambda violation: f"one of {', '.join(map(str, violation.detail))}",
    "const": lambda violation: shown(violation.detail),
    "pattern": lambda violation: form(violation.detail),
    "minimum": lambda violation: f"at least {violation.detail:,}",
    "maximum": lambda violation: f"at most {violation.detail:,}",
    "exclusiveMinimum": lambda violation: f"more than {violation.detail:,}",
    "minLength": lambda violation: f"at least {violation.detail} character",
    "maxLength": lambda violation: f"at most {violation.detail} characters",
    "minItems": lambda violation: f"at least {violation.detail} entries",
    "maxItems": lambda violation: f"at most {violation.detail} entries",
    "maxProperties": lambda violation: f"at most {violation.detail} members",
    "falseSchema": lambda violation: "no such member here",
}
