"""The best of several short measurements, and how far they spread."""

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import perf_counter

from lynxrunner.state import Record

TIMES, WARM_UP = 10, 2


def repeated(call: Callable[[], object], times: int = TIMES) -> list[float]:
    """Seconds of each of `times` calls, after a few that are thrown away."""
    for _ in range(WARM_UP):
        call()
    return [seconds(call) for _ in range(times)]


def seconds(call: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = perf_counter()
    call()
    return perf_counter() - begin


def spread(times: Sequence[float]) -> Record:
    """How many repetitions, and their interquartile range over their median."""
    low, _, high = quantiles(times, n=4, method="inclusive")
    return {"repetitions": len(times), "spread": (high - low) / median(times)}
