"""Warm-up until two successive windows agree; the criterion is that of pyperf's calibration of warm-ups."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lynxrunner.load.phase import phase
from lynxrunner.load.rows import Rows, joined
from lynxrunner.policy import Policy
from lynxrunner.runtimes.protocol import Call

Times = NDArray[np.int64]
WINDOW_REQUESTS = 20
LEAST_WINDOWS = 3
CLOSE = 0.05
MEAN_RISES, MEAN_FALLS = 0.5, 0.1


def agree(earlier: Times, later: Times) -> bool:
    """Whether two windows of times look alike: no outlier at the start, means, medians and quartiles close."""
    before, after = _quartiles(earlier), _quartiles(later)
    low, high = before[0], before[2]
    if earlier[0] > high + 1.5 * (high - low):
        return False
    fall = (earlier.mean() - later.mean()) / later.mean()
    return bool(-MEAN_RISES <= fall <= MEAN_FALLS and np.all(np.abs(before - after) <= CLOSE * after))


def warm_up(call: Call, policy: Policy, failures: list[str]) -> tuple[Rows, bool]:
    """All warm-up requests, and whether the last two windows agreed before the limit of `policy`."""
    windows: list[Rows] = []
    for window in _windows(call, policy, failures):
        windows.append(window)
        if len(windows) >= LEAST_WINDOWS and agree(windows[-2].service(), windows[-1].service()):
            return joined(windows), True
    return joined(windows), False


def _windows(call: Call, policy: Policy, failures: list[str]) -> Iterator[Rows]:
    spent_ns, typical_ns = 0, 1e6
    while spent_ns < policy.warmup_limit_s * 1e9:
        window = phase(call, policy.window_s, WINDOW_REQUESTS, typical_ns, failures)
        typical_ns = float(np.median(window.service()))
        spent_ns += int(window.completed[-1] - window.started[0])
        yield window


def _quartiles(times: Times) -> NDArray[np.float64]:
    return np.percentile(times, (25, 50, 75))
