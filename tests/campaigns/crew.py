"""A campaign's inputs over all CPUs."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

T, R = TypeVar("T"), TypeVar("R")


def spread(function: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
    """Results in the order of the tasks; each process starts afresh, for threads do not survive a fork."""
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), mp_context=get_context("spawn")) as pool:
        return list(pool.map(function, tasks))
