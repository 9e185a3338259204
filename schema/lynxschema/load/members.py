"""Where the members of one JSON container stand, each skipped by the library's own parser."""

import re
from collections.abc import Iterator
from json import JSONDecoder

_BLANK = re.compile(r"[ \t\n\r]*")
# Control characters are another rule's business.
_DECODER = JSONDecoder(strict=False)


def after_blank(text: str, at: int) -> int:
    """Offset of the next character that is no white space, or the text's length."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Key or position, and offset of each member of the container at an offset; raises ValueError where it is none.

    A member is only read when the next is asked for.
    """
    keyed, end = text[at:at + 1] == "{", after_blank(text, at + 1)
    position = 0
    while text[end:end + 1] not in ("}", "]"):
        name, begin = _key(text, end) if keyed else (str(position), end)
        yield name, begin
        end = after_blank(text, _DECODER.raw_decode(text, begin)[1])
        position += 1
        if text[end:end + 1] == ",":
            end = after_blank(text, end + 1)


def _key(text: str, at: int) -> tuple[str, int]:
    if text[at:at + 1] != '"':
        raise ValueError("no key")
    name, end = _DECODER.raw_decode(text, at)
    end = after_blank(text, end)
    if text[end:end + 1] != ":":
        raise ValueError("a key without a value")
    return name, after_blank(text, end + 1)
