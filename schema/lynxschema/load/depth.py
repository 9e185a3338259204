"""Size of a JSON document without parsing it: what stands between its strings, counted in linear time."""

import re

import numpy as np

from lynxschema.load.number import LARGEST

# Ends at the closing quote or at the end of the text, so that no start is ever tried twice.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_STEP = np.zeros(256, dtype=np.int8)
_STEP[[ord("["), ord("{")]] = 1
_STEP[[ord("]"), ord("}")]] = -1
_NO_MARKS = bytes(set(range(256)) - set(b"[]{},"))
_ALIKE = bytes.maketrans(b"123456789E,:[-\t\r\n", b"000000000e       ")
_LONG = (b" " + b"0" * 16, b"e000")
_INTEGER = re.compile(rb"(?<![.0-9])[0-9]{16,}")


def unquoted(text: str) -> bytes:
    """A text without its strings; one that never ends reaches to the end."""
    if "\\" in text:
        return _STRING.sub("", text).encode()
    # Without an escape every second quote ends a string, and to split is ten times as fast as to match.
    return "".join(text.split('"')[::2]).encode()


def outline(bare: bytes) -> tuple[int, int]:
    """Greatest number of containers open at once, and an upper bound of the values, of a text without its strings."""
    marks = bare.translate(None, _NO_MARKS)
    if not marks:
        return 0, 1
    steps = _STEP[np.frombuffer(marks, dtype=np.uint8)]
    return max(int(np.cumsum(steps, dtype=np.int64).max()), 0), int((steps > 0).sum()) + marks.count(b",") + 1


def may_be_unsafe(bare: bytes) -> bool:
    """Whether an integer is beyond 2^53-1, an exponent of three digits or more: every other number is a safe double."""
    # Digits made alike, a plain search does for most records, in a tenth of a pattern's time.
    alike = b" " + bare.translate(_ALIKE, b"+")
    if not any(long in alike for long in _LONG):
        return False
    return _LONG[1] in alike or any(int(digits[:20]) > LARGEST for digits in _INTEGER.findall(bare))


def is_far(written: bytes) -> bool:
    """Whether a number may be 1e16 or beyond, in a text without its strings and blanks that orjson wrote."""
    # It writes such a double with a signed exponent, and an integer with its digits.
    return b"+" in written or may_be_unsafe(written)
