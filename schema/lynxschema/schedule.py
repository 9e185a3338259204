"""Arrivals of an open load: drawn by the runner, replayed by the checker."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, repeat
from math import log
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SEEDS = 1_000_003
"""A prime, so that no two pairs of seed and trial in use share a stream."""
KEPT, MOST_KEPT = 1024, 8192
"""Draws by which kept streams grow, and of the longest that is kept: 64 kB."""


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
        gaps = np.array([log(left) for left in (1 - _uniform(_words(number, seed, trial))).tolist()]) / -rate_per_s
    return np.rint(np.cumsum(gaps) * 1e9)


class Drawn(NamedTuple):
    """The first `number` arrivals of a `poisson` schedule, and what they are drawn from."""

    number: int
    rate_per_s: float
    seed: int
    trial: int


def near_arrivals_ns(schedules: Sequence[Drawn]) -> NDArray[np.float64]:
    """Arrivals [sum of numbers] end to end, by the array's logarithm: of each the first 200,000 are within 1 ns."""
    gaps = [_unit_gaps(each.number, each.seed, each.trial) / each.rate_per_s for each in schedules]
    return np.rint(np.concatenate([np.cumsum(part) for part in gaps]) * 1e9)


def _unit_gaps(number: int, seed: int, trial: int) -> NDArray[np.float64]:
    """Gaps [number] of a rate of 1/s."""
    if number > MOST_KEPT:
        return -np.log(1 - _uniform(_words(number, seed, trial)))
    return _kept_gaps(-(-number // KEPT) * KEPT, seed, trial)[:number]  # shorter streams begin as longer ones do


@lru_cache(maxsize=128)
def _kept_gaps(number: int, seed: int, trial: int) -> NDArray[np.float64]:
    """The same, kept: nearly every result has the runner's own seed and the same few numbers of trials."""
    return -np.log(1 - _uniform(_words(number, seed, trial)))


def _gaps_s(process: str, rate_per_s: float, seed: int, trial: int) -> Iterator[float]:
    if process != "poisson":
        return repeat(1.0 / rate_per_s)
    draw = _draw(seed, trial)
    return (-log(1 - draw()) / rate_per_s for _ in repeat(None))


def _draw(seed: int, trial: int) -> Callable[[], float]:
    return _stream(seed, trial).random


def _words(number: int, seed: int, trial: int) -> bytes:
    """Two successive words of the generator for each of a `number` of draws."""
    return _stream(seed, trial).randbytes(8 * number)


def _uniform(drawn: bytes) -> NDArray[np.float64]:
    """What `random()` makes of them: 53 bits each."""
    words = np.frombuffer(drawn, dtype="<u4")
    high, low = words[0::2] >> 5, words[1::2] >> 6
    return (high * 2.0**26 + low) * 2.0**-53


def _stream(seed: int, trial: int) -> Random:
    return Random(seed * SEEDS + trial)  # noqa: S311 - a schedule, not a secret
