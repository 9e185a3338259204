"""Server-sent events: bytes as they arrived -> the data of each event with the time at which it was complete.

Events end at an empty line; lines of data are joined, comments and other fields passed over (WHATWG HTML, section 9.2).
"""

from collections.abc import Iterable, Iterator

Timed = tuple[int, bytes]


def events(pieces: Iterable[Timed]) -> Iterator[Timed]:
    """Data of each event. The last is taken without the empty line that some servers leave out."""
    data: list[bytes] = []
    at = 0
    for at, line in _lines(pieces):
        if line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" "))
        elif not line and data:
            yield at, b"\n".join(data)
            data = []
    if data:
        yield at, b"\n".join(data)


def _lines(pieces: Iterable[Timed]) -> Iterator[Timed]:
    rest, at = b"", 0
    for at, piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield at, line.removesuffix(b"\r")
    if rest:
        yield at, rest.removesuffix(b"\r")
