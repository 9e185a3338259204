"""Arrivals of an open load: drawn by the runner, replayed by the checker."""

from collections.abc import Callable, Iterator
from itertools import accumulate, repeat
from math import log
from random import Random

import numpy as np
from numpy.typing import NDArray

SEEDS = 1_000_003
"""A prime, so that no two pairs of seed and trial in use share a stream."""


def arrivals_ns(process: str, rate_per_s: float, seed: int, trial: int) -> Iterator[int]:
    """Scheduled arrivals in ns since the schedule's beginning, endlessly, by schedule index from 0.

    `poisson`: exponential gaps -ln(1-u)/rate by inversion, u from `random.Random(seed * 1000003 + trial)`;
    `constant`: equal gaps. The first arrival is one gap after the beginning.
    """
    return (round(at * 1e9) for at in accumulate(_gaps_s(process, rate_per_s, seed, trial)))


def first_arrivals_ns(number: int, process: str, rate_per_s: float, seed: int, trial: int) -> NDArray[np.float64]:
    """The first `number` of them, the same to the bit, for a replay."""
    if process != "poisson":
        gaps = np.full(number, 1.0 / rate_per_s)
    else:
        draw = _draw(seed, trial)
        # The library's logarithm, not the array's, which may differ in the last bit.
        gaps = np.array([log(1 - draw()) for _ in range(number)]) / -rate_per_s
    return np.rint(np.cumsum(gaps) * 1e9)


def _gaps_s(process: str, rate_per_s: float, seed: int, trial: int) -> Iterator[float]:
    if process != "poisson":
        return repeat(1.0 / rate_per_s)
    draw = _draw(seed, trial)
    return (-log(1 - draw()) / rate_per_s for _ in repeat(None))


def _draw(seed: int, trial: int) -> Callable[[], float]:
    return Random(seed * SEEDS + trial).random  # noqa: S311 - a schedule, not a secret
