"""A registry's own catalogue: the directory `catalogue/` beside its `submissions/`."""

import os
from functools import lru_cache
from pathlib import Path

from lynxschema.catalogue import CatalogueError, Entry, Kind, entries
from lynxschema.tree import SUBMISSIONS

Stamp = tuple[tuple[str, int, int], ...]


def own(directory: Path) -> Path | None:
    """The catalogue of the registry that a submission lies in; None where that has none, or there is no registry."""
    return beside(os.path.realpath(directory))


def beside(resolved: str) -> Path | None:
    """The same of a directory that no link leads to."""
    above = resolved.rsplit(os.sep, 3)
    if len(above) < 4 or above[1] != SUBMISSIONS:
        return None
    home = Path(above[0] or os.sep, "catalogue")
    return home if home.is_dir() else None


def known(kind: Kind, home: Path | None) -> dict[str, Entry]:
    """Published entries by id and those of `home`; the published alone where those of `home` cannot be read."""
    if home is None:
        return entries(kind)
    try:
        return _known(kind, home, stamp(home))
    except CatalogueError:
        return entries(kind)  # a rule of its own says so


def stamp(home: Path) -> Stamp:
    """What tells two states of a catalogue apart: name, size and time of change [ns] of every file."""
    found = ((path, path.stat()) for path in sorted(home.rglob("*")))
    return tuple((str(path), status.st_size, status.st_mtime_ns) for path, status in found)


@lru_cache(maxsize=8)
def _known(kind: Kind, home: Path, _: Stamp) -> dict[str, Entry]:
    return entries(kind, home)
