"""Strict JSON: UTF-8 without byte-order mark, no repeated key, safe finite numbers, bounded depth."""

import json
from collections.abc import Collection
from json.decoder import JSONDecodeError
from typing import Any, NamedTuple

import numpy as np
import orjson

from lynxschema.finding import Fault
from lynxschema.load.clean_text import unclean, words
from lynxschema.load.depth import is_far, may_be_unsafe, outline, unquoted
from lynxschema.load.file import RefusedError, refusal
from lynxschema.load.lax_values import lax_values
from lynxschema.load.number import safe

DEEPEST = 32
MOST_VALUES = 300_000
MOST_WORDS = 10_000
MOST_FAULTS = 50


class Parsed(NamedTuple):
    """A document, every different string and key in it, and whether each number is known to be within 1e16."""

    document: Any
    words: Collection[str]
    near: bool = False


def parse(content: bytes) -> Parsed:
    """The document; raises RefusedError with what strict JSON has against it, at most 50 faults."""
    found = _plain(content) if len(content) < 2 * MOST_VALUES else None
    text = _decoded(content)
    if found is None:
        found = _careful(text)
    else:
        _shown(found, text)
    if len(found.words) > MOST_WORDS:
        raise refusal("LX002", f"{len(found.words):,} different texts and names of members", f"at most {MOST_WORDS:,}",
                      "write the record as the schema has it")
    return found


def _plain(content: bytes) -> Parsed | None:
    """The document where nothing needs a second look, as in most records; None where something may.

    It is written again, which takes a quarter of the time to read it: without blanks and with numbers in one form it
    is quicker to look through, and it has fewer quotes where this reader kept the last of repeated keys.
    """
    if b"\\" in content:
        return None
    try:
        document = orjson.loads(content)
        again = orjson.dumps(document)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    parts = again.decode().split('"')
    bare = "".join(parts[::2]).encode()
    if len(parts) != _quotes(content) + 1 or is_far(bare) or outline(bare)[0] > DEEPEST:
        return None
    return Parsed(document, frozenset(parts[1::2]), near=True)


def _quotes(content: bytes) -> int:
    # Ten times as fast as to search for each.
    return int(np.count_nonzero(np.frombuffer(content, dtype=np.uint8) == ord('"')))


def _careful(text: str) -> Parsed:
    bare = unquoted(text)
    _bounded(bare)
    document, lax = _document(text, may_be_unsafe(bare))
    found = Parsed(document, words([document]))
    _shown(found, text, lax_values(text) if lax else [])
    return found


def _shown(found: Parsed, text: str, faults: Collection[Fault] = ()) -> None:
    """Raises what there is to say of a document that could be read."""
    said = [*faults, *unclean(found.document, found.words, text)]
    if said:
        raise RefusedError(*said[:MOST_FAULTS])


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
