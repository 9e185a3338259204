"""Ratios of two results with their intervals, and ties called ties."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, exp, log, sqrt
from statistics import fmean, variance

from lynxschema.student import quantile

LEAST_EFFECT = 0.02
"""Effects under 2 % are ties whatever their interval: no harness resolves them between machines."""


@dataclass(frozen=True)
class Ratio:
    """`value` = second over first; `low`..`high` the 95 % interval, absent where the trials cannot give one."""

    value: float
    low: float | None
    high: float | None

    @property
    def tie(self) -> bool:
        """The interval contains 1, the effect is under 2 %, or there is no interval to tell."""
        if self.low is None or self.high is None:
            return True
        return self.low <= 1 <= self.high or abs(self.value - 1) < LEAST_EFFECT


def ratio(first: Sequence[float], second: Sequence[float]) -> Ratio:
    """Ratio of geometric means over trials; the interval is Welch's on logarithms (Welch 1947).

    Raises ValueError when a value is not positive.
    """
    if not first or not second or min(*first, *second) <= 0:
        raise ValueError("a ratio needs positive values on both sides")
    a, b = [log(value) for value in first], [log(value) for value in second]
    effect = fmean(b) - fmean(a)
    half = _half_width(a, b)
    if half is None:
        return Ratio(exp(effect), None, None)
    return Ratio(exp(effect), exp(effect - half), exp(effect + half))


def _half_width(a: Sequence[float], b: Sequence[float]) -> float | None:
    if len(a) < 2 or len(b) < 2:
        return None
    parts = [variance(side) / len(side) for side in (a, b)]
    error = sum(parts)
    if error == 0:
        return 0.0
    freedom = error**2 / sum(part**2 / (len(side) - 1) for part, side in zip(parts, (a, b), strict=True))
    return quantile(0.975, freedom) * sqrt(error)


def mcnemar(only_first: int, only_second: int) -> float:
    """Two-sided exact p of McNemar's test from the items that only one of two executors got right."""
    discordant, fewer = only_first + only_second, min(only_first, only_second)
    tail: float = sum(comb(discordant, k) for k in range(fewer + 1)) / 2**discordant
    return min(1.0, 2 * tail)
