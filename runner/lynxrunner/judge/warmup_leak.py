"""Warm-up leaking into the steady phase: its first requests are slower than the rest.

The two windows of pyperf's calibration of warm-ups, one-sided: the first tenth of the stored steady requests, at
least pyperf's 20, against the rest, by the median and with pyperf's 5 %. pyperf compares plain medians; here the
first window's median is taken at its lower 99 % bound by order statistics, so that a window that is slow by chance
alone is no finding. Over 20 % misleads, as with drift: the upper percentiles are then those of the warm-up.
"""

import numpy as np

from lynxrunner.judge.observed import Fault, Observed
from lynxschema.order_statistics import excesses, nearest_rank

LEAST_WINDOW, SHARE = 20, 10
NOTABLE, MISLEADING = 0.05, 0.20


def warmup_leak(trial: Observed) -> Fault | None:
    """A first window that is surely slower than what follows."""
    times = trial.service()
    length = max(len(times) // SHARE, LEAST_WINDOW)
    first, rest = np.sort(times[:length]), np.sort(times[length:])
    below = excesses(len(first), 0.5)
    if below is None or len(rest) < length:
        return None
    slower = int(first[below]) / max(nearest_rank(rest, 0.5), 1) - 1
    if slower <= NOTABLE:
        return None
    text = f"warm-up leaked: the first {length} steady requests were at least {slower:.0%} slower than the rest"
    return Fault(text, slower, misleads=slower > MISLEADING)
