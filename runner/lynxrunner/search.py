"""The highest rate at which every trial's upper bound holds a latency bound: bracket, bisect, confirm.

Latency under an open load grows with its rate, so the rates that hold lie below those that do not. A step is one
trial; its answer may be luck, so that the rate is confirmed by as many fresh trials as any result has, and lowered
as long as these do not all hold. Every step is kept: together they are the curve of latency over throughput.

A search is a generator that asks for one rate after the other, so that those of several variants can take turns.
"""

from collections.abc import Generator
from dataclasses import dataclass
from math import log10, sqrt
from typing import Literal, NamedTuple, TypeVar

from lynxrunner.bound import Bound
from lynxrunner.lengths import Profile

RESOLUTION = 1.05
"""Rates closer than this are not told apart."""
HALVINGS = 4
"""From 30 % of the capacity to 2 %, where next to nothing queues and a lower rate changes nothing."""
STEPS_DOWN = (1.0, 0.93, 0.85, 0.7, 0.5)
"""Of the rate that was confirmed last, ever further: a step that a quiet moment favoured may lie far too high."""
FASTEST = 50_000.0
LEAST_RATE = 0.01

Purpose = Literal["result", "search_step"]


class Ask(NamedTuple):
    """A rate to be measured: in one trial as a step, or in full as a result."""

    rate: float
    purpose: Purpose = "search_step"


T = TypeVar("T")
Asking = Generator[Ask, bool | None, T]
"""Asks, is sent whether the rate holds the bound (None where no lower one can hold it either), and returns."""


@dataclass(frozen=True)
class Search:
    """A bound, and the arrivals of the load under which it is to hold."""

    bound: Bound
    process: str
    seed: int
    inputs: Profile | None = None


def bracket(start: float) -> Asking[tuple[float | None, float | None]]:
    """A rate that holds and a higher one that does not; None for one that was not found."""
    rate = rounded(start)
    answer = yield Ask(rate)
    if answer:
        while rate < FASTEST:
            low, rate = rate, rounded(min(2 * rate, FASTEST))
            if not (yield Ask(rate)):
                return low, rate
        return rate, None
    for _ in range(HALVINGS):
        if answer is None or rate < 2 * LEAST_RATE:
            break
        high, rate = rate, rounded(rate / 2)
        answer = yield Ask(rate)
        if answer:
            return rate, high
    return None, rate


def bisect(low: float, high: float) -> Asking[float]:
    """The highest rate found to hold between one that does and one that does not, to within 5 %."""
    while high / low > RESOLUTION:
        middle = rounded(sqrt(low * high))
        if middle in (low, high):
            break
        low, high = (middle, high) if (yield Ask(middle)) else (low, middle)
    return low


def highest(start: float) -> Asking[float | None]:
    """The rate that was confirmed; None where none was.

    Where no step holds, the lowest rate is measured in full all the same: what was found is worth knowing.
    """
    low, high = yield from bracket(start)
    if low is None:
        assert high is not None
        return high if (yield Ask(high, "result")) else None
    rate = (yield from bisect(low, high)) if high is not None else low
    for share in STEPS_DOWN:
        rate = rounded(rate * share)
        if (yield Ask(rate, "result")):
            return rate
    return None


def rounded(rate: float) -> float:
    """To three digits: an id and a sentence can name it."""
    return round(rate, 2 - int(log10(rate) // 1)) if rate > 0 else 0.0
