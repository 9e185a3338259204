"""Hartigan's dip of logarithms of times, on a grid."""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

BINS, LEAST_WIDTH = 64, 0.01
"""Bins from the 1st to the 99th percentile, none narrower than 1 %: steps of a clock are no modes."""


def dip(logs: Values) -> float:
    """Least over all modal bins of half the greatest distance to a distribution that is unimodal there.

    `logs` [n >= 1] are natural logarithms. The distribution is convex up to its mode and concave after it: the
    distance on each side is that to the greatest convex minorant, the right side turned round. The true dip is
    the limit for narrow bins (Hartigan and Hartigan 1985, section 3).
    """
    cumulated = np.concatenate([[0.0], np.cumsum(_shares(logs))])
    left, right = _gaps(cumulated)[:-1], _gaps(1 - cumulated[::-1])[:-1]
    return min(map(max, left, reversed(right))) / 2


def _shares(logs: Values) -> Values:
    low, high = np.quantile(logs, (0.01, 0.99), method="inverted_cdf")
    width = max((high - low) / BINS, LEAST_WIDTH)
    bins = np.floor((np.clip(logs, low, high) - low) / width).astype(np.int64)
    shares: Values = np.bincount(bins) / len(logs)
    return shares


def _gaps(values: Values) -> list[float]:
    """Of each beginning of `values` at 0, 1, 2, ...: its greatest distance down to its greatest convex minorant."""
    corners, gaps = [0], [0.0]
    for position in range(1, len(values)):
        while len(corners) > 1 and not _convex(values, corners[-2], corners[-1], position):
            corners.pop()
        corners.append(position)
        minorant = np.interp(np.arange(position), corners, values[corners])
        gaps.append(float(np.max(values[:position] - minorant)))
    return gaps


def _convex(values: Values, first: int, middle: int, last: int) -> bool:
    rise, further = values[middle] - values[first], values[last] - values[middle]
    return bool(rise * (last - middle) < further * (middle - first))
