"""Sizes that the pages of a Parquet file claim, read before anything is decompressed.

The footer says how large all pages of a column are together, and the reader believes each page instead: one of 100 kB
can unfold to 2 GB. So the headers are walked first, from where the footer says that each column begins.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from lynxschema.load.thrift import Reader, Structure, ThriftError

MAGIC = b"PAR1"
TAIL = 8
MOST_PAGES = 10_000
MOST_HEADER = 4096
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
    walk = _Walk(content)
    return [sum(map(walk.claimed, _listed(group, COLUMNS))) for group in _listed(walk.footer(), ROW_GROUPS)]


class _Walk:
    """Through one file, with one budget: groups without number may name the same pages, and cost nobody a byte."""

    def __init__(self, content: bytes) -> None:
        self.content, self.reader, self.pages = content, Reader(), 0

    def footer(self) -> Structure:
        content, length = self.content, int.from_bytes(self.content[-TAIL:-4], "little")
        if content[-4:] != MAGIC or length + TAIL > len(content):
            raise PageError("no footer at the end")
        return self.reader.read(content[len(content) - TAIL - length:-TAIL])[0]

    def claimed(self, column: Structure) -> int:
        metadata = column.get(METADATA)
        if not isinstance(metadata, dict):
            raise PageError("a column without metadata")
        first = _number(metadata, DATA_PAGE)
        begin = min(first, _number(metadata, DICTIONARY_PAGE) or first) if DICTIONARY_PAGE in metadata else first
        return sum(map(self._counted, pages(self.content, begin, begin + _number(metadata, COMPRESSED), self.reader)))

    def _counted(self, page: Page) -> int:
        self.pages += 1
        if self.pages > MOST_PAGES:
            raise PageError(f"more than {MOST_PAGES:,} pages")
        return page.unfolded


def pages(content: bytes, begin: int, end: int, reader: Reader) -> Iterator[Page]:
    """Pages between two offsets, in order; raises PageError where a header cannot be read or leaves the range."""
    if not 0 <= begin <= end <= len(content):
        raise PageError("a column outside its file")
    while begin < end:
        header, length = reader.read(content[begin:min(begin + MOST_HEADER, end)])
        page = Page(_number(header, UNFOLDED), _number(header, STORED))
        begin += length + page.stored
        if min(page) < 0 or begin > end:
            raise PageError("a page outside its column")
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
