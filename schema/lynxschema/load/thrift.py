"""Thrift's compact protocol, as far as Parquet's footers and page headers use it (Thrift specification, compact).

The Parquet library aborts the whole process on some footers when asked about a column, so what it says of columns
is read here, from the bytes, before it is asked anything.
"""

from typing import Any

STOP, TRUE, FALSE, BYTE, INTEGERS, DOUBLE, BINARY, LIST, STRUCT = 0, 1, 2, 3, (4, 5, 6), 7, 8, 9, 12
FLAGS, SKIPPED, LENGTHS = (TRUE, FALSE), (BYTE, DOUBLE, BINARY), {BYTE: 1, DOUBLE: 8}
DEEPEST = 8
MOST_DIGITS, MORE = 10, 0x80
MOST_VALUES = 200_000

Structure = dict[int, Any]


class ThriftError(ValueError):
    """Bytes that are no structure."""


class Reader:
    """Reads structures, at most 200,000 values in all: fields by number, integers and lists as they are, no bytes.

    What reads something returns it with the place behind it.
    """

    def __init__(self) -> None:
        self.values = 0

    def read(self, content: bytes) -> tuple[Structure, int]:
        """The structure that `content` begins with; raises ThriftError where there is none."""
        try:
            return self._structure(content, 0, 0)
        except IndexError:
            raise ThriftError("a structure without an end") from None

    def _structure(self, content: bytes, at: int, depth: int) -> tuple[Structure, int]:
        if depth > DEEPEST:
            raise ThriftError("structures nested too deeply")
        found: Structure = {}
        field = 0
        while head := content[at]:
            at += 1
            if head > 15:
                field += head >> 4
            else:
                field, at = _integer(content, at)
            found[field], at = self._value(content, at, head & 15, depth)
        return found, at + 1

    def _value(self, content: bytes, at: int, kind: int, depth: int) -> tuple[Any, int]:
        self.values += 1
        if self.values > MOST_VALUES:
            raise ThriftError(f"more than {MOST_VALUES:,} values")
        if kind in INTEGERS:
            return _integer(content, at)
        if kind in FLAGS:
            return kind == TRUE, at
        if kind == STRUCT:
            return self._structure(content, at, depth + 1)
        return self._list(content, at, depth) if kind == LIST else _skipped(content, at, kind)

    def _list(self, content: bytes, at: int, depth: int) -> tuple[list[Any], int]:
        head = content[at]
        count, at = (head >> 4, at + 1) if head >> 4 < 15 else _unsigned(content, at + 1)
        kind = BYTE if head & 15 in FLAGS else head & 15
        if count > len(content) - at:
            raise ThriftError("a list longer than its file")
        found = []
        for _ in range(count):
            value, at = self._value(content, at, kind, depth)
            found.append(value)
        return found, at


def _skipped(content: bytes, at: int, kind: int) -> tuple[None, int]:
    if kind not in SKIPPED:
        raise ThriftError("a value of unknown form")
    length, at = (LENGTHS[kind], at) if kind in LENGTHS else _unsigned(content, at)
    if length > len(content) - at:
        raise ThriftError("a value that leaves its file")
    return None, at + length


def _integer(content: bytes, at: int) -> tuple[int, int]:
    zigzag, at = _unsigned(content, at)
    return (zigzag >> 1) ^ -(zigzag & 1), at


def _unsigned(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for digit in range(MOST_DIGITS):
        part = content[at + digit]
        value |= (part & 0x7F) << 7 * digit
        if part < MORE:
            return value, at + digit + 1
    raise ThriftError("a number without an end")
