"""Processes that share work on many submissions."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Executor

OBJECTS = 50_000
"""Containers of some submissions: most of what one needs goes when it is done, without the collector."""


def processes(jobs: int, settle: Callable[..., None] | None = None, terms: tuple[Any, ...] = ()) -> "Executor":
    """So many processes; each calls `settle(*terms)` before its first work."""
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and of use for many only
    from multiprocessing import get_context

    # Threads of a library do not survive a fork: each process starts afresh.
    return ProcessPoolExecutor(jobs, get_context("spawn"), _settled, (settle, terms))


def _settled(settle: Callable[..., None] | None, terms: tuple[Any, ...]) -> None:
    """What every piece of work needs is made before the first, so that the collector need not look through it."""
    import gc

    if settle:
        settle(*terms)
    gc.freeze()
    gc.set_threshold(OBJECTS)
