"""Mean, median and standard deviation of a few floats.

As the standard library's `statistics`, which takes as long to import as a submission to check, and sums fractions.
"""

from collections.abc import Sequence
from math import fsum, sqrt


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean of at least one value, summed without loss."""
    return fsum(values) / len(values)


def median(values: Sequence[float]) -> float:
    """Middle of the ordered values [n >= 1], or the mean of the middle two."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def stdev(values: Sequence[float], centre: float) -> float:
    """Standard deviation of a sample of at least two values about their mean."""
    return sqrt(fsum((value - centre) ** 2 for value in values) / (len(values) - 1))
