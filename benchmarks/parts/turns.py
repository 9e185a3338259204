"""Two loops in turn: what changes on the machine meets both."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Loop = Callable[[int], float]
"""The p50 in ns of so many requests."""


@dataclass(frozen=True)
class Beside:
    """Medians over turns: of the p50 of either loop in ns, and of the ratio `second` over `first` within a turn."""

    first: float
    second: float
    ratio: float


def beside(first: Loop, second: Loop, requests: int, turns: int) -> Beside:
    """`turns` times `requests` of each, the order changing from turn to turn.

    Ratios are taken within a turn, before any median: clocks that jump between two levels would otherwise put the two
    medians on different ones.
    """
    found = np.array([_turn(first, second, requests, bool(turn % 2)) for turn in range(turns)])
    middle = np.median(found, axis=0)
    return Beside(float(middle[0]), float(middle[1]), float(np.median(found[:, 1] / found[:, 0])))


def _turn(first: Loop, second: Loop, requests: int, turned: bool) -> tuple[float, float]:
    if turned:
        later = second(requests)
        return first(requests), later
    return first(requests), second(requests)
