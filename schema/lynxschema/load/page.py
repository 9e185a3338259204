"""Sizes that the pages of a Parquet column claim, read before anything is decompressed.

The footer says how large all pages of a column are together, and the reader believes each page instead: one of 100 kB
can unfold to 2 GB. So the headers are walked first; they are structures of Thrift's compact protocol.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

STOP, TRUE, FALSE, BYTE, INTEGERS, DOUBLE, BINARY, STRUCT = 0, 1, 2, 3, (4, 5, 6), 7, 8, 12
DEEPEST = 4
MOST_DIGITS = 10
MOST_PAGES = 1000


class PageError(ValueError):
    """A header that is none."""


class Page(NamedTuple):
    """One page: its size unfolded and stored [bytes]."""

    unfolded: int
    stored: int


def unfolded(content: bytes, group: Any) -> int:
    """Bytes of all pages of a row group, of its `pyarrow.parquet.RowGroupMetaData`, as their headers claim them."""
    total = 0
    for column in map(group.column, range(group.num_columns)):
        begin = min(column.data_page_offset, column.dictionary_page_offset or column.data_page_offset)
        found = list(islice(pages(content, begin, begin + column.total_compressed_size), MOST_PAGES + 1))
        if len(found) > MOST_PAGES:
            raise PageError(f"more than {MOST_PAGES:,} pages of a column")
        total += sum(page.unfolded for page in found)
    return total


def pages(content: bytes, begin: int, end: int) -> Iterator[Page]:
    """Pages between two offsets, in order; raises PageError where a header cannot be read or leaves the range."""
    at = begin
    if not 0 <= begin <= end <= len(content):
        raise PageError("a column outside its file")
    while at < end:
        found, at = _struct(content, at, end)
        page = Page(found.get(2, -1), found.get(3, -1))
        if min(page) < 0 or at + page.stored > end:
            raise PageError("a page outside its column")
        at += page.stored
        yield page


def _struct(content: bytes, at: int, end: int, depth: int = 0) -> tuple[dict[int, int], int]:
    """Integers of a structure by the number of their field, and where it ends."""
    found: dict[int, int] = {}
    field = 0
    while True:
        head, at = _byte(content, at, end)
        if head == STOP:
            return found, at
        field, at = (field + (head >> 4), at) if head >> 4 else _integer(content, at, end)
        if head & 15 in INTEGERS:
            found[field], at = _integer(content, at, end)
        else:
            at = _after(head & 15, content, at, end, depth)


def _after(kind: int, content: bytes, at: int, end: int, depth: int) -> int:
    """Where a value ends that is no integer. A page's header holds neither lists nor maps."""
    if kind == STRUCT and depth < DEEPEST:
        return _struct(content, at, end, depth + 1)[1]
    if kind == BINARY:
        length, at = _unsigned(content, at, end)
        return at + length
    if kind in (TRUE, FALSE, BYTE, DOUBLE):
        return at + {BYTE: 1, DOUBLE: 8}.get(kind, 0)
    raise PageError("a page header of unknown form")


def _integer(content: bytes, at: int, end: int) -> tuple[int, int]:
    zigzag, at = _unsigned(content, at, end)
    return (zigzag >> 1) ^ -(zigzag & 1), at


def _unsigned(content: bytes, at: int, end: int) -> tuple[int, int]:
    value = 0
    for digit in range(MOST_DIGITS):
        part, at = _byte(content, at, end)
        value |= (part & 0x7F) << 7 * digit
        if part < 0x80:
            return value, at
    raise PageError("a number without an end")


def _byte(content: bytes, at: int, end: int) -> tuple[int, int]:
    if at >= end:
        raise PageError("a page header without an end")
    return content[at], at + 1
