"""The extracts of the last build as columns in one file: read at once, in a tenth of the time of one by one.

Texts are codes of a dictionary, as in the index of results: they repeat a thousandfold, and each is one object.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from lynxsite import json_file
from lynxsite.errata import Note
from lynxsite.extract import Extract
from lynxsite.facts import Facts
from lynxsite.index import coded
from lynxsite.parcel import Parcel
from lynxsite.signature import Signature

Found = Mapping[str, tuple[str, Extract]]
"""By place the digest of the files' facts, and the extract."""


def read(file: Path, base: Path, version: str) -> dict[str, tuple[str, Extract]]:
    """What a build of this version wrote; the packed records lie in the cache's `base`."""
    content = json_file.read(file)
    if content.get("version") != version or not content["places"]:
        return {}
    parcels = (Parcel(str(base), place, version, files)
               for place, files in zip(content["places"], content["files"], strict=True))
    found = map(Extract, map(Facts, *_values(content["facts"])), parcels, *_results(content), *_others(content))
    return dict(zip(content["places"], zip(content["files"], found, strict=True), strict=True))


def write(file: Path, version: str, found: Found) -> None:
    """Of each submission all but the packed record."""
    extracts = [extract for _, extract in found.values()]
    signatures = [each for extract in extracts for each in extract.signatures]
    json_file.write(file, {
        "version": version, "places": list(found), "files": [files for files, _ in found.values()],
        "facts": _columns(extract.facts for extract in extracts),
        "counts": [len(extract.rows) for extract in extracts],
        "rows": _columns(row for extract in extracts for row in extract.rows),
        "parts": _columns(each.parts for each in signatures),
        "bound": _column([each.bound for each in signatures]), "known": [each.known for each in signatures],
        "warnings": [extract.warnings for extract in extracts], "sizes": [extract.size for extract in extracts],
        "notes": [[tuple(note) for note in extract.notes] for extract in extracts],
    })


def _results(content: dict[str, Any]) -> Iterator[Iterable[Any]]:
    """Rows and signatures of each submission."""
    parts = zip(*_values(content["parts"]), strict=True)
    signatures = map(Signature, parts, _value(content["bound"]), content["known"])
    yield _parted(zip(*_values(content["rows"]), strict=True), content["counts"])
    yield _parted(signatures, content["counts"])


def _others(content: dict[str, Any]) -> Iterator[Iterable[Any]]:
    """Warnings, size and notes of each."""
    yield map(tuple, content["warnings"])
    yield content["sizes"]
    yield (tuple(Note(*map(_shared, note)) for note in notes) for notes in content["notes"])


def _parted(things: Iterator[Any], counts: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    return (tuple(islice(things, count)) for count in counts)


def _columns(rows: Iterable[Sequence[Any]]) -> list[Any]:
    return [_column(values) for values in zip(*rows, strict=True)]


def _column(values: Sequence[Any]) -> Any:
    """Texts and tuples of texts by code; numbers as they are: 1 and 1.0 would share a code, and are written unlike."""
    if not all(value.__class__ in (str, tuple) for value in values):
        return values
    dictionary, codes = coded(values)
    return {"dictionary": dictionary, "codes": codes}


def _values(columns: Iterable[Any]) -> Iterator[Iterable[Any]]:
    return map(_value, columns)


def _value(column: Any) -> Iterable[Any]:
    if isinstance(column, list):
        return column
    return map(list(map(_shared, column["dictionary"])).__getitem__, column["codes"])


def _shared(value: Any) -> Any:
    return sys.intern(value) if isinstance(value, str) else tuple(map(sys.intern, value))
