"""Successive times resemble each other.

Bounds by order statistics take requests for independent. With a first-order autocorrelation of 0.9 a nominal 95 %
interval covers 63 % (simulated). The limit of 0.2 is customary for calling a lag weak; for few requests it is raised to
three standard errors of the estimate, 3/sqrt(n) (Box, Jenkins and Reinsel, Time Series Analysis, section 2.1.6).
Never invalid: the headline's interval comes from separate processes, which are independent all the same. Under an open
load the time in the runtime is judged: a queue makes latencies resemble each other by nature, at any load.
"""

from math import sqrt

from lynxrunner.judge.observed import Fault, Observed, number
from lynxschema import evidence

NOTABLE = 0.2
STANDARD_ERRORS = 3


def autocorrelation(trial: Observed) -> Fault | None:
    """A lag-1 autocorrelation that makes bounds within the trial too narrow."""
    found = number(_lag1(trial))
    limit = max(NOTABLE, STANDARD_ERRORS / sqrt(trial.record["stored_requests"]))
    if found is None or found <= limit:
        return None
    return Fault(f"autocorrelation of {found:.2f}: bounds within a trial are too narrow", found)


def _lag1(trial: Observed) -> object:
    open_load = trial.scenario == "server"
    return evidence.autocorrelation(trial.service()) if open_load else trial.record["autocorrelation_lag1"]
