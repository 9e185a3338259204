"""Fragments of pages that were made before, by all that they are made of: most stay from build to build."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import orjson
from markupsafe import Markup

from lynxsite.manifest import digest
from lynxsite.result import Result


class Fragment(NamedTuple):
    """HTML, and a number to order fragments by."""

    rank: int
    html: Markup


class Memo:
    """Fragments by digest; those not asked for since it was read are forgotten when it is written."""

    def __init__(self, file: Path | None = None, version: str = "") -> None:
        self._file, self._version = file, version
        self._known = _read(file) if file else {}
        self._now: dict[str, tuple[int, str]] = {}

    def fragment(self, results: Iterable[Result], make: Callable[[], Fragment], *terms: object) -> Fragment:
        """The fragment that `make` makes of these results and terms, from an earlier build where there is one."""
        files = [(result.submission.files, result.href) for result in results]
        key = digest(self._version, files, terms) if all(state for state, _ in files) else ""
        known = self._known.get(key) if key else None
        made = Fragment(known[0], Markup(known[1])) if known else make()  # noqa: S704 - rendered by a template
        if key:
            self._now[key] = made.rank, str(made.html)
        return made

    def write(self) -> None:
        """Keep what was asked for."""
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_bytes(orjson.dumps(self._now))


def _read(file: Path) -> dict[str, tuple[int, str]]:
    try:
        known = orjson.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
