"""Size of a JSON document without parsing it: brackets and commas counted outside strings, in linear time."""

import re

import numpy as np

# Ends at the closing quote or at the end of the text, so that no start is ever tried twice.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_STEP = np.zeros(256, dtype=np.int8)
_STEP[[ord("["), ord("{")]] = 1
_STEP[[ord("]"), ord("}")]] = -1
_NO_MARKS = bytes(set(range(256)) - set(b"[]{},"))


def without_strings(content: bytes) -> bytes:
    """What stands between the strings; one that never ends reaches to the end."""
    # Without an escape every second quote ends a string, and to split is ten times as fast as to match.
    return _STRING.sub(b"", content) if b"\\" in content else b"".join(content.split(b'"')[::2])


def outline(bare: bytes) -> tuple[int, int]:
    """Greatest number of containers open at once, and an upper bound of the values, of a text without its strings."""
    marks = bare.translate(None, _NO_MARKS)
    if not marks:
        return 0, 1
    steps = _STEP[np.frombuffer(marks, dtype=np.uint8)]
    return max(int(np.cumsum(steps, dtype=np.int64).max()), 0), int((steps > 0).sum()) + marks.count(b",") + 1
