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
    """Reads structures between `at` and `end`: fields by number, integers and lists as they are, bytes skipped."""

    def __init__(self, content: bytes, at: int, end: int) -> None:
        self.content, self.at, self.end, self.values = content, at, end, 0

    def structure(self, depth: int = 0) -> Structure:
        """The structure that begins here; raises ThriftError where there is none."""
        if depth > DEEPEST:
            raise ThriftError("structures nested too deeply")
        found: Structure = {}
        field = 0
        while head := self._byte():
            field = field + (head >> 4) if head >> 4 else self._integer()
            found[field] = self._value(head & 15, depth)
        return found

    def _value(self, kind: int, depth: int) -> Any:
        self.values += 1
        if self.values > MOST_VALUES:
            raise ThriftError(f"more than {MOST_VALUES:,} values")
        if kind in INTEGERS:
            return self._integer()
        if kind in FLAGS:
            return kind == TRUE
        if kind == STRUCT:
            return self.structure(depth + 1)
        if kind == LIST:
            return self._list(depth)
        return self._skip(kind)

    def _list(self, depth: int) -> list[Any]:
        head = self._byte()
        count = head >> 4 if head >> 4 < 15 else self._unsigned()
        kind = BYTE if head & 15 in (TRUE, FALSE) else head & 15
        if count > self.end - self.at:
            raise ThriftError("a list longer than its file")
        return [self._value(kind, depth) for _ in range(count)]

    def _skip(self, kind: int) -> None:
        if kind not in SKIPPED:
            raise ThriftError("a value of unknown form")
        length = LENGTHS.get(kind) or self._unsigned()
        if length > self.end - self.at:
            raise ThriftError("a value that leaves its file")
        self.at += length

    def _integer(self) -> int:
        at = self.at
        if at < self.end and (zigzag := self.content[at]) < MORE:
            self.at = at + 1  # as most are
        else:
            zigzag = self._unsigned()
        return (zigzag >> 1) ^ -(zigzag & 1)

    def _unsigned(self) -> int:
        value = self._byte()
        if value < MORE:
            return value  # as most are
        value -= MORE
        at = self.at
        # A call for each byte would double the time of a footer.
        for digit, part in enumerate(self.content[at:min(at + MOST_DIGITS - 1, self.end)], start=1):
            value |= (part & 0x7F) << 7 * digit
            if part < MORE:
                self.at = at + digit
                return value
        raise ThriftError("a number without an end")

    def _byte(self) -> int:
        at = self.at
        if at >= self.end:
            raise ThriftError("a structure without an end")
        self.at = at + 1
        return self.content[at]
