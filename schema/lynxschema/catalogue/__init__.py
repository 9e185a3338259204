"""The catalogues: workloads, devices and runtimes that records refer to by id, one TOML file each.

A registry of one's own adds entries in a directory of the same layout; an id that both have is refused, so
that no registry can quietly redefine a published workload.
"""

import json
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from lynxschema.digest import sha256

Kind = Literal["workloads", "devices", "runtimes"]
Entry = dict[str, Any]
HOME = Path(__file__).parent
EXPECTED = {"labels": "labels", "fp32_outputs": "top1"}
"""Which member of a file of references holds the class that is expected of each item."""


class CatalogueError(ValueError):
    """An entry cannot be read, lies in a file of another name, or is defined twice."""


def entries(kind: Kind, registry: Path | None = None) -> dict[str, Entry]:
    """Entries of one kind by id, in the order of their ids; `registry` is a further catalogue directory."""
    found = dict(_published(kind))
    if registry is None:
        return found
    for name, entry in _read(registry / kind).items():
        if name in found:
            raise CatalogueError(f"{registry}/{kind}/{name}.toml: {name!r} is published already; use another id")
        found[name] = entry
    return dict(sorted(found.items()))


def references(file: str, registry: Path | None = None) -> tuple[Any, str]:
    """The named file of references and the sha256 of its bytes. Raises CatalogueError where it is missing."""
    for home in filter(None, (HOME, registry)):
        path = home / "references" / file
        if path.is_file():
            status = path.stat()
            return _references(path, status.st_mtime_ns, status.st_size)
    raise CatalogueError(f"references/{file}: no such file in the catalogue")


@lru_cache(maxsize=16)
def _references(path: Path, *_: int) -> tuple[Any, str]:
    content = path.read_bytes()
    try:
        return json.loads(content), sha256(content)
    except ValueError as error:
        raise CatalogueError(f"{path}: cannot be read as JSON: {error}") from None


@cache
def _published(kind: Kind) -> dict[str, Entry]:
    return dict(sorted(_read(HOME / kind).items()))


def _read(directory: Path) -> dict[str, Entry]:
    return {path.stem: _entry(path) for path in sorted(directory.glob("*.toml"))}


def _entry(path: Path) -> Entry:
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read as TOML: {error}") from None
    if entry.get("id") != path.stem:
        raise CatalogueError(f"{path}: the id is {entry.get('id')!r}; it must be the file's name, {path.stem!r}")
    return entry
