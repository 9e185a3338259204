"""What the site keeps of a submission's record: computed once for each content, then found in the cache."""

import sys
from typing import Any, NamedTuple

import orjson

from lynxsite.errata import Note
from lynxsite.facts import Facts, facts, results_of
from lynxsite.parcel import Parcel
from lynxsite.row import Row, row
from lynxsite.signature import Signature, signature
from lynxsite.slim import packed

Record = dict[str, Any]


class Extract(NamedTuple):
    """Facts, the slim record packed (`lynxsite.slim`) or where it lies, a row and a signature per result, warnings.

    `size` is that of the record in bytes; `notes` are its errata, oldest first.
    """

    facts: Facts
    packed: bytes | Parcel
    rows: tuple[Row, ...]
    signatures: tuple[Signature, ...]
    warnings: tuple[str, ...] = ()
    size: int = 0
    notes: tuple[Note, ...] = ()


def extracted(
    record: Record, warnings: tuple[str, ...] = (), size: int = 0, notes: tuple[Note, ...] = ()
) -> Extract:
    """The extract of a record that the schema accepts."""
    told, points = facts(record), results_of(record)
    return Extract(
        told, packed(record), tuple(row(told, record, point) for point in points),
        tuple(signature(record, point) for point in points), warnings, size, notes,
    )


def dumped(extract: Extract) -> bytes:
    """All but the packed record, as JSON."""
    signatures = [tuple(each) for each in extract.signatures]
    notes = [tuple(each) for each in extract.notes]
    return orjson.dumps([tuple(extract.facts), extract.rows, signatures, extract.warnings, extract.size, notes])


def loaded(content: bytes, packed: bytes | Parcel) -> Extract:
    """What `dumped` wrote. Texts are shared between extracts, which repeat them a thousandfold."""
    told, rows, signatures, warnings, size, notes = orjson.loads(content)
    return Extract(
        Facts(*map(_shared, told)), packed, tuple(map(_texts, rows)),
        tuple(Signature(_texts(parts), sys.intern(bound), known) for parts, bound, known in signatures),
        tuple(warnings), size, tuple(Note(*map(_shared, each)) for each in notes),
    )


def _shared(value: Any) -> Any:
    if isinstance(value, str):
        return sys.intern(value)
    return _texts(value) if isinstance(value, list) else value


def _texts(values: list[Any]) -> tuple[Any, ...]:
    """The values of a list that holds no lists."""
    return tuple([sys.intern(value) if value.__class__ is str else value for value in values])
