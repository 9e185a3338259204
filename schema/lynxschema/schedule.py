"""Arrivals of an open load: drawn by the runner, replayed by the checker."""

from collections.abc import Iterator
from math import log
from random import Random

SEEDS = 1_000_003
"""A prime, so that no two pairs of seed and trial in use share a stream."""


def arrivals_ns(process: str, rate_per_s: float, seed: int, trial: int) -> Iterator[int]:
    """Scheduled arrivals in ns since the schedule's beginning, endlessly, by schedule index from 0.

    `poisson`: exponential gaps -ln(1-u)/rate by inversion, u from `random.Random(seed * 1000003 + trial)`;
    `constant`: equal gaps. The first arrival is one gap after the beginning.
    """
    draw, at = Random(seed * SEEDS + trial).random, 0.0  # noqa: S311 - a schedule, not a secret
    while True:
        at += (-log(1 - draw()) if process == "poisson" else 1.0) / rate_per_s
        yield round(at * 1e9)
