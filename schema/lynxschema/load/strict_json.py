"""Strict JSON: UTF-8 without byte-order mark, no repeated key, safe finite numbers, bounded depth."""

import json
import re
from json.decoder import JSONDecodeError
from typing import Any

from lynxschema.finding import Fault
from lynxschema.load.clean_text import unclean
from lynxschema.load.depth import outline
from lynxschema.load.file import RefusedError, refusal
from lynxschema.load.lax_values import lax_values
from lynxschema.load.number import safe

DEEPEST = 32
MOST_VALUES = 300_000
MOST_FAULTS = 50
_LONG_NUMBER = re.compile(r"(?<=[\s:,\[])-?(?:[0-9]{16}|[0-9.]+[eE][+]?[0-9]{3})")


def parse(content: bytes) -> Any:
    """The document; raises RefusedError with what strict JSON has against it, at most 50 faults."""
    text = _decoded(content)
    _bounded(content)
    document, lax = _document(text)
    faults = [*lax_values(text)] if lax else []
    faults += unclean(document, text)
    if faults:
        raise RefusedError(*faults[:MOST_FAULTS])
    return document


def _decoded(content: bytes) -> str:
    mend = "save the file as plain UTF-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        raise refusal("LX003", "a byte-order mark", "UTF-8 without byte-order mark", mend)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        found = f"byte 0x{content[error.start]:02x} at offset {error.start:,}, which no UTF-8 text has there"
        raise refusal("LX003", found, "UTF-8", mend) from None


def _bounded(content: bytes) -> None:
    levels, number = outline(content)
    mend = "write the record as the schema has it"
    if levels > DEEPEST:
        raise refusal("LX007", f"{levels:,} nested containers", f"at most {DEEPEST}", mend)
    if number > MOST_VALUES:
        raise refusal("LX002", f"some {number:,} values", f"at most {MOST_VALUES:,}", mend)


def _document(text: str) -> tuple[Any, bool]:
    """The parsed text, and whether it has a repeated key or an unsafe number."""
    lax = False

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal lax
        found = dict(pairs)
        lax |= len(found) != len(pairs)
        return found

    def number(digits: str) -> int | float:
        nonlocal lax
        value = safe(digits)
        lax |= value is None
        return 0 if value is None else value

    # A call for every number would double the time; few texts hold one that could be unsafe.
    parse = number if _LONG_NUMBER.search(text) else None
    try:
        document = json.loads(
            text, object_pairs_hook=members, parse_constant=number, parse_int=parse, parse_float=parse
        )
    except JSONDecodeError as error:
        found = f"{error.msg[:1].lower()}{error.msg[1:]}"
        mend = "correct or complete the text"
        fault = Fault(found, "JSON", mend, code="LX004", line=error.lineno, column=error.colno)
        raise RefusedError(fault) from None
    return document, lax
