"""Every JSON value of a text and where it stands: an iterative scanner, for texts that may be no JSON."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lynxschema.load.clean_text import step

_LEXEME = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
DEEPEST = 64
MOST_LEXEMES = 300_000
"""A longer text is scanned no further, so that no file takes long: what stands behind has no position."""


class Value(NamedTuple):
    """A value's pointer, offset in the text and first lexeme."""

    pointer: str
    offset: int
    lexeme: str


def values(text: str) -> Iterator[Value]:
    """Every value in order, a repeated key's too; stops quietly where the text is no JSON."""
    open_: list[tuple[str, bool]] = []
    steps: list[str | int] = []
    key_next = False
    for match in islice(_LEXEME.finditer(text), MOST_LEXEMES):
        lexeme = match.group()
        if lexeme in "}]":
            if not open_:
                return
            open_.pop()
            steps.pop()
            key_next = False
        elif lexeme == ",":
            key_next = bool(open_) and open_[-1][1]
            if open_ and not key_next:
                steps[-1] = int(steps[-1]) + 1
        elif key_next:
            steps[-1], key_next = step(_string(lexeme)), False
        elif lexeme != ":":
            pointer = f"{open_[-1][0]}/{steps[-1]}" if open_ else ""
            yield Value(pointer, match.start(), lexeme)
            if len(open_) > DEEPEST:
                return
            if lexeme in "{[":
                key_next = lexeme == "{"
                open_.append((pointer, key_next))
                steps.append("" if key_next else 0)


def _string(lexeme: str) -> str:
    if "\\" not in lexeme and lexeme.endswith('"'):
        return lexeme[1:-1]
    try:
        return str(json.loads(lexeme, strict=False))
    except ValueError:
        return lexeme
