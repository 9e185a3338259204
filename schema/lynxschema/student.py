"""Quantiles of Student's t distribution for any positive, also fractional, degrees of freedom."""

from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt


@lru_cache(maxsize=1024)
def quantile(probability: float, freedom: float) -> float:
    """t with P[T <= t] = probability, for 0.5 <= probability < 1, by bisection to 1e-12 relative."""
    low, high = 0.0, 1.0
    while cumulative(high, freedom) < probability:
        high *= 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if cumulative(middle, freedom) < probability else (low, middle)
    return (low + high) / 2


def cumulative(t: float, freedom: float) -> float:
    """P[T <= t] for t >= 0, through the regularised incomplete beta function (Abramowitz and Stegun 26.7.1)."""
    return 1 - 0.5 * _beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def _beta(x: float, a: float, b: float) -> float:
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """Continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), from the tail up."""
    value = 1.0
    for m in range(int(100 + 5 * sqrt(a + b)), 0, -1):
        odd = -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1))
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        value = 1 + odd / (1 + even / value)
    return 1 / value
