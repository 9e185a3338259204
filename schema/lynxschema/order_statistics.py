"""Percentiles by nearest rank and their distribution-free bounds."""

from functools import lru_cache
from math import ceil, exp, lgamma, log, log1p

import numpy as np
from numpy.typing import NDArray

PERCENTILES = {"p50": 0.50, "p90": 0.90, "p95": 0.95, "p99": 0.99, "p99_9": 0.999}
CONFIDENCE = 0.99


def nearest_rank(ordered: NDArray[np.int64], p: float) -> int:
    """Nearest-rank percentile, `sorted[ceil(n*p)-1]`, of ascending values [n >= 1]."""
    return int(ordered[_rank(len(ordered), p) - 1])


def _rank(n: int, p: float) -> int:
    # n*p in binary floats can land just above an integer (100 * 0.29): round before the ceiling.
    return max(ceil(round(n * p, 9)), 1)


@lru_cache(maxsize=4096)
def excesses(n: int, p: float, confidence: float = CONFIDENCE) -> int | None:
    """Largest t with P[Bin(n, 1-p) <= t] <= 1 - confidence; None where even t = 0 is too likely.

    Then sorted[n-1-t] is a one-sided upper bound of the p-quantile (order statistics; David and Nagaraja,
    Order Statistics, section 7.1).
    """
    total, t = 0.0, -1
    while t < n:
        total += _binomial(n, t + 1, 1 - p)
        if total > 1 - confidence:
            break
        t += 1
    return t if t >= 0 else None


def _binomial(n: int, k: int, q: float) -> float:
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(q) + (n - k) * log1p(-q))


def upper_bound(ordered: NDArray[np.int64], p: float) -> int | None:
    """One-sided 99 % upper bound of the p-quantile from ascending values [n]; None when n cannot give one."""
    t = excesses(len(ordered), p)
    return None if t is None else int(ordered[len(ordered) - 1 - t])


@lru_cache(maxsize=4096)
def places(n: int) -> dict[str, tuple[int, int]]:
    """Positions, among n ascending values, of each percentile that they can bound and of its upper bound."""
    bounded = {name: (_rank(n, p), excesses(n, p)) for name, p in PERCENTILES.items()}
    return {name: (rank - 1, n - 1 - t) for name, (rank, t) in bounded.items() if t is not None}


def least_count(p: float, confidence: float = CONFIDENCE) -> int:
    """Fewest samples that can bound the p-quantile: p50 7, p90 44, p95 90, p99 459, p99.9 4603."""
    return ceil(log(1 - confidence) / log(p))
