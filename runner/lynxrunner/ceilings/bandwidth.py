"""Bytes per second that the main memory delivers to reading threads."""

from concurrent.futures import ThreadPoolExecutor, wait

import numpy as np
from numpy.typing import NDArray

from lynxrunner.capture import topology
from lynxrunner.capture.host import memory_bytes
from lynxrunner.capture.tree import Tree
from lynxrunner.ceilings.repeated import repeated, spread
from lynxrunner.state import Record

LEAST_BYTES, CACHES, OF_MEMORY = 128 << 20, 4, 16
"""The working set: at least this, and so many times the last-level cache; at most this part of the memory."""


def bandwidth(tree: Tree, threads: int) -> Record:
    """The contract's `bandwidth` of a ceiling: each thread reads an array of its own, whose greatest element it seeks.

    Reading alone, because weights are read and never written; NumPy leaves its lock while it reads.
    """
    size = working_set(tree)
    arrays = [np.zeros(size // threads // 4, np.float32) for _ in range(threads)]
    for array in arrays:
        array.fill(1)  # pages of zeros that were never written are all the same page
    with ThreadPoolExecutor(threads) as pool:
        times = repeated(lambda: wait([pool.submit(_read, array) for array in arrays]))
    read = sum(array.nbytes for array in arrays)
    return {"best_bytes_per_s": read / min(times), "working_set_bytes": read, **spread(times),
            "tool": "numpy", "version": np.__version__, "method": "greatest float32 of one array per thread"}


def working_set(tree: Tree) -> int:
    """Bytes that no cache holds, and that the machine can spare."""
    wanted = max(LEAST_BYTES, CACHES * (topology.last_level_cache_bytes(tree) or 0))
    whole = memory_bytes(tree)
    return min(wanted, whole // OF_MEMORY) if whole else LEAST_BYTES


def _read(array: NDArray[np.float32]) -> float:
    return float(array.max())
