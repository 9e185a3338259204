"""Warm-up until a window is no longer faster than the one before it.

The windows and thresholds are those of pyperf's calibration of warm-ups, one-sided: what is still warming up gets
faster. A window that is slower than the one before it shows noise or throttling, which more warm-up cannot
mend and which the trial's drift and noise record show. pyperf's check of the first value is left out: the first
request of every window follows the evaluation of the last one on cold caches.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lynxrunner.load.load import Load
from lynxrunner.load.rows import Rows, joined
from lynxrunner.policy import Policy

Times = NDArray[np.int64]
WINDOW_REQUESTS = 20
LEAST_WINDOWS = 3
FASTER = 0.05
MEAN_FASTER = 0.10


def settled(earlier: Times, later: Times) -> bool:
    """Whether of two windows of times [n, ns] the later is not faster: quartiles, median and mean."""
    still = np.all(_quartiles(earlier) <= _quartiles(later) * (1 + FASTER))
    return bool(still and earlier.mean() <= later.mean() * (1 + MEAN_FASTER))


def warm_up(load: Load, policy: Policy) -> tuple[Rows, bool]:
    """All warm-up requests under the load itself, and whether they settled within the limit of `policy`."""
    windows: list[Rows] = []
    for window in _windows(load, policy):
        windows.append(window)
        if len(windows) >= LEAST_WINDOWS and settled(windows[-2].service(), windows[-1].service()):
            return joined(windows), True
    return joined(windows), False


def _windows(load: Load, policy: Policy) -> Iterator[Rows]:
    spent_ns, typical_ns = 0, 1e6
    while spent_ns < policy.warmup_limit_s * 1e9:
        window = load.run(policy.window_s, WINDOW_REQUESTS, typical_ns)
        typical_ns = float(np.median(window.service()))
        spent_ns += int(window.completed.max() - window.started[0])
        yield window


def _quartiles(times: Times) -> NDArray[np.float64]:
    return np.percentile(times, (25, 50, 75))
