"""Strict JSON: UTF-8 without byte-order mark, no repeated key, safe finite numbers, bounded depth."""

import json
import re
from json.decoder import JSONDecodeError
from typing import Any

from lynxschema.finding import Fault
from lynxschema.load.clean_text import unclean
from lynxschema.load.depth import outline, without_strings
from lynxschema.load.file import RefusedError, refusal
from lynxschema.load.lax_values import lax_values
from lynxschema.load.number import safe

DEEPEST = 32
MOST_VALUES = 300_000
MOST_FAULTS = 50
_LONG_INTEGER, _LONG_EXPONENT = re.compile(rb"[,:\[]-?[0-9]{16}"), re.compile(rb"[eE]\+?[0-9]{3}")


def parse(content: bytes) -> Any:
    """The document; raises RefusedError with what strict JSON has against it, at most 50 faults."""
    text = _decoded(content)
    bare = without_strings(content)
    _bounded(bare)
    document, lax = _document(text, watched=_has_long_number(bare))
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


def _bounded(bare: bytes) -> None:
    levels, number = outline(bare)
    mend = "write the record as the schema has it"
    if levels > DEEPEST:
        raise refusal("LX007", f"{levels:,} nested containers", f"at most {DEEPEST}", mend)
    if number > MOST_VALUES:
        raise refusal("LX002", f"some {number:,} values", f"at most {MOST_VALUES:,}", mend)


def _has_long_number(bare: bytes) -> bool:
    """Whether a number may be unsafe: one pattern each, as both in one would take ten times as long."""
    compact = b"," + bare.translate(None, b" \t\r\n")
    return bool(_LONG_INTEGER.search(compact) or _LONG_EXPONENT.search(compact))


def _document(text: str, watched: bool) -> tuple[Any, bool]:
    """The parsed text, and whether it has a repeated key or, where numbers are `watched`, an unsafe one."""
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
    parse = number if watched else None
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
