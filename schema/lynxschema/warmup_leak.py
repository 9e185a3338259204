"""Warm-up leaking into the steady phase: the runner judges its trials by this and a rule the stored samples.

The two windows of pyperf's calibration of warm-ups, one-sided: the first tenth of the stored steady requests, at
least pyperf's 20, against the rest, by the median. pyperf compares plain medians; here the first window's median is
taken at its lower 99 % bound by order statistics, so that a window that is slow by chance alone is no finding.
"""

from typing import NamedTuple

import numpy as np

from lynxschema.order_statistics import excesses
from lynxschema.samples import Column

LEAST_WINDOW, SHARE = 20, 10
MISLEADING = 0.20
"""Beyond it, as with drift, the upper percentiles are those of the warm-up."""


class Leak(NamedTuple):
    """How many requests the first window has, and by how much they are at least slower than the rest (0.2: 20 %)."""

    requests: int
    slower: float


def warmup_leak(times: Column) -> Leak | None:
    """The leak of service times [n] in ns, in the order of the requests; None where n is too few for two windows."""
    length = max(len(times) // SHARE, LEAST_WINDOW)
    first, rest = times[:length], times[length:]
    below = excesses(len(first), 0.5)
    if below is None or len(rest) < length:
        return None
    # Partitions in place of sorts: each window gives one order statistic.
    middle = (len(rest) + 1) // 2 - 1
    return Leak(length, int(np.partition(first, below)[below]) / max(int(np.partition(rest, middle)[middle]), 1) - 1)
