"""Warm-up leaking into the steady phase: the runner judges its trials by this and a rule the stored samples.

The two windows of pyperf's calibration of warm-ups, one-sided: the first tenth of the stored steady requests, at
least pyperf's 20, against the rest, by the median. pyperf compares plain medians; here the first window's median is
taken at its lower 99 % bound by order statistics, so that a window that is slow by chance alone is no finding.
"""

from typing import NamedTuple

import numpy as np

from lynxschema.joined import Joined
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
    return _leaks(times[np.newaxis])[0] if len(times) else None


def warmup_leaks(times: Joined) -> list[Leak | None]:
    """The same of each trial."""
    if len(set(times.counts)) == 1:
        return _leaks(times.values.reshape(len(times.counts), -1))  # by one call
    return [warmup_leak(part) for part in times.parts(times.values)]


def _leaks(times: Column) -> list[Leak | None]:
    """Leaks of trials of one length [trials, n >= 1]."""
    length = max(times.shape[1] // SHARE, LEAST_WINDOW)
    first, rest = times[:, :length], times[:, length:]
    below = excesses(first.shape[1], 0.5)
    if below is None or rest.shape[1] < length:
        return [None] * len(times)
    # Partitions in place of sorts: each window gives one order statistic.
    middle = (rest.shape[1] + 1) // 2 - 1
    begins, goes_on = np.partition(first, below)[:, below].tolist(), np.partition(rest, middle)[:, middle].tolist()
    return [Leak(length, begin / max(on, 1) - 1) for begin, on in zip(begins, goes_on, strict=True)]
