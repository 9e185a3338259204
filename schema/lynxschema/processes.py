"""Processes that share work on many submissions."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Executor

OBJECTS = 50_000
"""Containers of some submissions: most of what one needs goes when it is done, without the collector."""


def processes(jobs: int, settle: Callable[..., None] | None = None, terms: tuple[Any, ...] = ()) -> "Executor":
    """So many processes; each calls `settle(*terms)` before its first work, and ends when this one does."""
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and of use for many only
    from multiprocessing import get_context

    # Threads of a library do not survive a fork: each process starts afresh.
    return ProcessPoolExecutor(jobs, get_context("spawn"), _settled, (settle, terms))


def _settled(settle: Callable[..., None] | None, terms: tuple[Any, ...]) -> None:
    """What every piece of work needs is made before the first, so that the collector need not look through it."""
    import gc
    from threading import Thread

    Thread(target=_end_with_parent, daemon=True).start()
    if settle:
        settle(*terms)
    gc.freeze()
    gc.set_threshold(OBJECTS)


def _end_with_parent() -> None:
    """Where the process that hands out work was killed, nobody else would ever wake those that wait for it."""
    import os
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
