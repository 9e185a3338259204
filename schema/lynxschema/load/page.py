"""Sizes that the pages of a Parquet file claim, read before anything is decompressed.

The footer says how large all pages of a column are together, and the reader believes each page instead: one of 100 kB
can unfold to 2 GB. So the headers are walked first, from where the footer says that each column begins.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from lynxschema.load.thrift import Reader, Structure, ThriftError

MAGIC = b"PAR1"
TAIL = 8
MOST_PAGES = 1000
# Numbers of the fields in the Parquet format's own definition (parquet.thrift).
ROW_GROUPS, COLUMNS, METADATA, COMPRESSED, DATA_PAGE, DICTIONARY_PAGE = 4, 1, 3, 7, 9, 11
UNFOLDED, STORED = 2, 3


class PageError(ThriftError):
    """A footer or header that is none."""


class Page(NamedTuple):
    """One page: its size unfolded and stored [bytes]."""

    unfolded: int
    stored: int


def unfolded(content: bytes) -> list[int]:
    """Bytes of all pages of each row group of a Parquet file, as their headers claim them."""
    groups = _listed(_footer(content), ROW_GROUPS)
    return [sum(_claimed(content, column) for column in _listed(group, COLUMNS)) for group in groups]


def _footer(content: bytes) -> Structure:
    length = int.from_bytes(content[-TAIL:-4], "little")
    if content[-4:] != MAGIC or length + TAIL > len(content):
        raise PageError("no footer at the end")
    return Reader(content, len(content) - TAIL - length, len(content) - TAIL).structure()


def _claimed(content: bytes, column: Structure) -> int:
    metadata = column.get(METADATA)
    if not isinstance(metadata, dict):
        raise PageError("a column without metadata")
    first = _number(metadata, DATA_PAGE)
    begin = min(first, _number(metadata, DICTIONARY_PAGE) or first) if DICTIONARY_PAGE in metadata else first
    found = list(islice(pages(content, begin, begin + _number(metadata, COMPRESSED)), MOST_PAGES + 1))
    if len(found) > MOST_PAGES:
        raise PageError(f"more than {MOST_PAGES:,} pages of a column")
    return sum(page.unfolded for page in found)


def pages(content: bytes, begin: int, end: int) -> Iterator[Page]:
    """Pages between two offsets, in order; raises PageError where a header cannot be read or leaves the range."""
    if not 0 <= begin <= end <= len(content):
        raise PageError("a column outside its file")
    reader = Reader(content, begin, end)
    while reader.at < end:
        header = reader.structure()
        page = Page(_number(header, UNFOLDED), _number(header, STORED))
        if min(page) < 0 or reader.at + page.stored > end:
            raise PageError("a page outside its column")
        reader.at += page.stored
        yield page


def _number(structure: Structure, field: int) -> int:
    value = structure.get(field)
    if not isinstance(value, int):
        raise PageError("a header of unknown form")
    return value


def _listed(structure: Any, field: int) -> list[Any]:
    found = structure.get(field) if isinstance(structure, dict) else None
    if not isinstance(found, list):
        raise PageError("a footer of unknown form")
    return found
