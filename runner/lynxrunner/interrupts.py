"""SIGTERM ends a run like Ctrl-C: what was measured is kept, children are ended."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class Terminated(KeyboardInterrupt):
    """The process was asked to end."""


@contextmanager
def terminable() -> Iterator[None]:
    """While this lasts, SIGTERM raises Terminated where it meets the main thread."""
    before = signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def status(error: KeyboardInterrupt) -> int:
    """Exit status as shells give it."""
    return 128 + (signal.SIGTERM if isinstance(error, Terminated) else signal.SIGINT)


def _raise(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated
