"""What every load generator is: a source of requests that goes on where it stopped."""

from collections.abc import Callable
from typing import Protocol

from lynxrunner.load.rows import Rows

Watch = Callable[[Rows], None]
"""Told between requests, at most every 200 ms, which requests of the running stretch have ended."""


class Load(Protocol):
    """Requests under one load; `begins` is when its schedule began, in ns on the clock, where it has one."""

    begins: int | None

    def prepare(self, seconds: float, requests: int) -> None:
        """Do beforehand what can be done for stretches of so many seconds and requests in all."""
        ...

    def run(self, seconds: float, requests: int, typical_ns: float) -> Rows:
        """Requests for at least `seconds`, first begin to last return, and at least `requests` of them.

        `typical_ns` is what a request is expected to take: rows are allocated for it, before the first call.
        """
        ...


def unwatched(rows: Rows) -> None:
    """Nobody is told."""
