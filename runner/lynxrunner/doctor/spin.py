"""The noise probe: a loop that reads the clock as fast as it can, and how far apart its readings lie.

What it measures: the time between two successive readings on one core, where nothing else is asked of it. The
median is the cost of a reading. Whatever is longer was taken by something else: an interrupt, another process, the
hypervisor. `lost_share` is the share of all time that went in gaps of more than 10 microseconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter_ns

import numpy as np

from lynxrunner.energy.ticks import Integers

BLOCK = 20_000
FINE_NS, BINS = 10, 100_000
"""Gaps are counted in steps of 10 ns up to 1 ms; the few longer ones stand in the last bin."""
LOST_NS = 10_000


@dataclass(frozen=True)
class Spin:
    """Gaps between readings of the clock: percentiles and the longest in ns, and the share of time lost."""

    p50_ns: float
    p99_9_ns: float
    longest_ns: int
    lost_share: float
    seconds: float


def spin(seconds: float = 2.0, now: Callable[[], int] = perf_counter_ns) -> Spin:
    """Spin for so long. Counting happens between blocks of readings, outside of what is measured."""
    counts, longest, lost, total = np.zeros(BINS, dtype=np.int64), 0, 0, 0
    stamps = [0] * BLOCK
    while total < seconds * 1e9:
        for position in range(BLOCK):
            stamps[position] = now()
        gaps = np.diff(np.array(stamps, dtype=np.int64))
        counts += np.bincount(np.minimum(gaps // FINE_NS, BINS - 1), minlength=BINS)
        longest, total = max(longest, int(gaps.max())), total + max(int(gaps.sum()), 1)
        lost += int(gaps[gaps > LOST_NS].sum())
    return Spin(_percentile(counts, 0.5), _percentile(counts, 0.999), longest, lost / total, total / 1e9)


def _percentile(counts: Integers, p: float) -> float:
    """Middle of the bin that holds the nearest rank."""
    rank = np.ceil(counts.sum() * p)
    return float(np.searchsorted(np.cumsum(counts), rank) + 0.5) * FINE_NS
