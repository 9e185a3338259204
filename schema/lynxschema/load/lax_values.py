"""What Python's reader lets pass and strict JSON does not: repeated keys, NaN, numbers that no double holds."""

from collections.abc import Iterator
from itertools import islice

from lynxschema.finding import Fault, shown
from lynxschema.load.number import safe
from lynxschema.load.positions import position
from lynxschema.load.values import Value, values

MOST = 50
_BEYOND = Fault(
    "a repeated key or an unsafe number far into the file", "strict JSON", "write the file anew", code="LX005"
)


def lax_values(text: str) -> list[Fault]:
    """The first 50 faults of the text, which is known to hold at least one."""
    return list(islice(_found(text), MOST)) or [_BEYOND]


def _found(text: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for value in values(text):
        if value.pointer in seen:
            yield _repeated(text, value)
        elif value.lexeme[0] in "-0123456789NI" and safe(value.lexeme) is None:
            yield _unsafe(text, value)
        seen.add(value.pointer)


def _repeated(text: str, value: Value) -> Fault:
    line, column = position(text, value.offset)
    return Fault("a key that stands twice in one object", "each key once", "remove one of the two",
                 code="LX005", pointer=value.pointer, line=line, column=column)


def _unsafe(text: str, value: Value) -> Fault:
    line, column = position(text, value.offset)
    return Fault(shown(value.lexeme)[1:-1], "a finite number that a double holds, integers up to 2^53-1",
                 "write the number as measured, or state why there is none",
                 code="LX006", pointer=value.pointer, line=line, column=column)
