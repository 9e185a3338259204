"""Service times have two modes: the median may lie where no request was.

Hartigan's dip (The Dip Test of Unimodality, Annals of Statistics 13, 1985): the least distance between the
distribution and any unimodal one, at most half the share of the smaller mode. Over 0.04 is a warning: clean modes
of which the smaller has more than 8 % of the requests. With fewer than 400 requests the limit is 0.8/sqrt(n), the
99.9 % point of the dip of n uniform values, which are the hardest of all unimodal ones. Never invalid: percentiles
of two modes are true, but a reader should look at the distribution.
"""

from math import sqrt

import numpy as np

from lynxrunner.judge.dip import dip
from lynxrunner.judge.observed import Fault, Observed

NOTABLE, LEAST = 0.04, 50


def bimodality(trial: Observed) -> Fault | None:
    """Two modes in the logarithms of the service times."""
    times = trial.service()
    if len(times) < LEAST:
        return None
    found = dip(np.log(np.maximum(times, 1)))
    if found <= max(NOTABLE, 0.8 / sqrt(len(times))):
        return None
    return Fault(f"service times have two modes (dip {found:.3f}): see the histogram, not the median", found)
