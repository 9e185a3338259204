"""Trials whose true quantiles are known, and how often what is said of them is true."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lynxschema.evidence import over_trials
from lynxschema.order_statistics import nearest_rank, upper_bound
from lynxschema.samples import STORED_STEADY

Values = NDArray[np.float64]
Inverse = Callable[[Values], Values]
"""Inverse of a distribution function: from probabilities in 0..1 to times in ns."""

MS = 1e6
LEAST, TRIALS = 700, 5
STEP_NS = 250_000


def _exponential(u: Values) -> Values:
    return -MS * np.log1p(-u)


def _log_logistic(u: Values) -> Values:
    return MS * (u / (1 - u)) ** (1 / 6)


def _pareto(u: Values) -> Values:
    return MS * (1 - u) ** (-1 / 1.5)


def _two_modes(u: Values) -> Values:
    return MS * np.where(u < 0.7, 1 + 0.1 * u, 3 + 0.1 * u)


def _coarse_clock(u: Values) -> Values:
    return np.ceil(_exponential(u) / STEP_NS) * STEP_NS


DISTRIBUTIONS: dict[str, Inverse] = {
    "exponential": _exponential, "log-logistic": _log_logistic, "Pareto 1.5": _pareto, "two modes": _two_modes,
    "a clock of 0.25 ms": _coarse_clock,
}


def bound_coverage(inverse: Inverse, p: float, trials: int, random: np.random.Generator) -> float:
    """Share of `trials` of 700 requests whose upper bound of the `p`-quantile is not below the true one."""
    truth = _true(inverse, p)
    bounds = [upper_bound(_times(inverse, LEAST, random), p) for _ in range(trials)]
    return [bound is not None and bound >= truth for bound in bounds].count(True) / trials


def headline_coverage(spread: float, p: float, points: int, random: np.random.Generator) -> float:
    """Share of `points` of 5 trials of 2,000 requests whose headline interval of the `p`-quantile holds the true one.

    Each trial is faster or slower as a whole, by a log-normal factor of standard deviation `spread`.
    """
    truth, held = _true(_log_logistic, p), 0
    for _ in range(points):
        levels = np.exp(random.normal(0, spread, TRIALS))
        found = [level * nearest_rank(_times(_log_logistic, STORED_STEADY, random), p) for level in levels.tolist()]
        interval = over_trials(found)["interval"]
        held += interval["low"] <= truth <= interval["high"]
    return held / points


def _times(inverse: Inverse, count: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Ascending times [count] in ns."""
    return np.sort(inverse(random.random(count)).astype(np.int64))


def _true(inverse: Inverse, p: float) -> int:
    return int(inverse(np.array([p]))[0])
