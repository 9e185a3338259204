"""What a verdict depends on beside a submission's files: where they really are, and their registry's own catalogue."""

import os
from functools import lru_cache
from pathlib import Path

from lynxschema.catalogue.own import beside, stamp

KEPT = 1024


class Surroundings:
    """Of the submissions of one check: what many share is looked at once."""

    def __init__(self) -> None:
        self._real = lru_cache(maxsize=KEPT)(_real)
        self._state = lru_cache(maxsize=KEPT)(_state)

    def of(self, home: str) -> tuple[str, str]:
        """Of submissions side by side in a directory [absolute]: its real path, and the state of the catalogue."""
        real = self._followed(home)
        return real, self._state(real.rpartition(os.sep)[0])

    def _followed(self, home: str) -> str:
        above, name = os.path.split(home)
        # Most directories of a registry lie side by side, and are no links.
        if name in ("", "..") or os.path.islink(home):  # noqa: PTH114 - paths take ten times as long
            return self._real(home)
        return f"{self._real(above).rstrip(os.sep)}{os.sep}{name}"


def absolute(directory: Path) -> str:
    """As `Path.absolute`, which takes ten times as long where there is nothing to do."""
    found = os.fspath(directory)
    return found if found.startswith(os.sep) else os.fspath(directory.absolute())


def _real(path: str) -> str:
    return os.path.realpath(path)


def _state(submissions: str) -> str:
    catalogue = beside(f"{submissions}{os.sep}any{os.sep}any")
    return repr(stamp(catalogue)) if catalogue else ""
