"""Quantiles of Student's t distribution for any positive, also fractional, degrees of freedom."""

from functools import lru_cache
from math import exp, lgamma, log, log1p, pi, sqrt

_MOST_STEPS = 100


@lru_cache(maxsize=4096)
def quantile(probability: float, freedom: float) -> float:
    """t with P[T <= t] = probability, for 0.5 <= probability < 1, by Newton's method to 1e-13 relative."""
    low, high = 0.0, 1.0
    while cumulative(high, freedom) < probability:
        low, high = high, high * 2
    t = (low + high) / 2
    for _ in range(_MOST_STEPS):
        excess = cumulative(t, freedom) - probability
        low, high = (t, high) if excess < 0 else (low, t)
        near = t - excess / density(t, freedom)
        # Far from the root a tangent may leave the bracket: there it is halved.
        last, t = t, near if low < near < high else (low + high) / 2
        if abs(t - last) <= 1e-13 * t:
            break
    return t


def density(t: float, freedom: float) -> float:
    """Of Student's t distribution at t."""
    scale = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * pi) / 2
    return exp(scale - (freedom + 1) / 2 * log1p(t * t / freedom))


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
    """Continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), from the tail up.

    More steps change no bit up to 10 million degrees of freedom.
    """
    value = 1.0
    for m in range(int(30 + 2 * sqrt(a + b)), 0, -1):
        odd = -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1))
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        value = 1 + odd / (1 + even / value)
    return 1 / value
