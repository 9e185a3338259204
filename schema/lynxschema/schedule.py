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
        # The library's logarithm, not the array's, which may differ in the last bit.
        gaps = np.array([log(left) for left in (1 - _drawn(number, seed, trial)).tolist()]) / -rate_per_s
    return np.rint(np.cumsum(gaps) * 1e9)


def near_arrivals_ns(number: int, rate_per_s: float, seed: int, trial: int) -> NDArray[np.float64]:
    """Those of `poisson` by the array's logarithm, in a fifth of the time: within 1 ns of the first 200,000."""
    return np.rint(np.cumsum(np.log(1 - _drawn(number, seed, trial)) / -rate_per_s) * 1e9)


def _gaps_s(process: str, rate_per_s: float, seed: int, trial: int) -> Iterator[float]:
    if process != "poisson":
        return repeat(1.0 / rate_per_s)
    draw = _draw(seed, trial)
    return (-log(1 - draw()) / rate_per_s for _ in repeat(None))


def _draw(seed: int, trial: int) -> Callable[[], float]:
    return _stream(seed, trial).random


def _drawn(number: int, seed: int, trial: int) -> NDArray[np.float64]:
    """What `random()` returns that many times: 53 bits each, of two successive words of the generator."""
    words = np.frombuffer(_stream(seed, trial).randbytes(8 * number), dtype="<u4")
    high, low = words[0::2] >> 5, words[1::2] >> 6
    return (high * 2.0**26 + low) * 2.0**-53


def _stream(seed: int, trial: int) -> Random:
    return Random(seed * SEEDS + trial)  # noqa: S311 - a schedule, not a secret
