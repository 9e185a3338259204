"""What was made of few submissions before, by all that it was made of: most of it stays from build to build."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from lynxsite import json_file
from lynxsite.manifest import digest
from lynxsite.result import Result


class Fragment(NamedTuple):
    """HTML, and a number to order fragments by."""

    rank: int
    html: Markup


class Memo:
    """Plain data by digest; what was not asked for since it was read is forgotten when it is written."""

    def __init__(self, file: Path | None = None, version: str = "") -> None:
        self._file, self._version = file, version
        self._known = json_file.read(file) if file else {}
        self._now: dict[str, Any] = {}

    def made(self, states: Iterable[str], make: Callable[[], Any], *terms: object) -> Any:
        """What `make` makes of things in these states and of the terms, from an earlier build where it is there.

        It has to be plain data. Where a state is empty, it is made each time.
        """
        found = list(states)
        if not all(found):
            return make()
        key = digest(self._version, found, terms)
        self._now[key] = self._known[key] if key in self._known else make()
        return self._now[key]

    def fragment(self, results: Iterable[Result], make: Callable[[], Fragment], *terms: object) -> Fragment:
        """The fragment that `make` makes of these results and terms."""
        rank, html = self.made((result.state for result in results), lambda: _plain(make()), *terms)
        return Fragment(rank, Markup(html))  # noqa: S704 - rendered by a template

    def write(self) -> None:
        """Keep what was asked for."""
        if self._file:
            json_file.write(self._file, self._now)


def _plain(made: Fragment) -> tuple[int, str]:
    return made.rank, str(made.html)
