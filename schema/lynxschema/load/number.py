"""Numbers that every reader of JSON reads alike (RFC 8259, section 6)."""

from math import isfinite

LARGEST = 2**53 - 1
LONGEST = 400
"""Characters of a number: more than any double needs, and too few to make conversion slow."""


def safe(digits: str) -> int | float | None:
    """The number, or None where it is no finite double or an integer beyond 2^53-1."""
    if len(digits) > LONGEST:
        return None
    if digits.lstrip("-").isdigit():
        return _within(int(digits))
    value = float(digits)
    return value if isfinite(value) else None


def _within(value: int) -> int | None:
    return value if abs(value) <= LARGEST else None
