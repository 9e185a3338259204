"""The best of several short measurements, and how far they spread."""

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import perf_counter

from lynxrunner.state import Record

TIMES, MOST, WARM_UP = 10, 50, 2
BETTER = 0.99
"""A best time that falls below this part of the one before was not the machine's best."""


def repeated(call: Callable[[], object]) -> list[float]:
    """Seconds of each call, after a few that are thrown away.

    On a disturbed machine the best comes late: there are ten calls more for as long as the last ten found a better
    time than all before, and at most fifty.
    """
    for _ in range(WARM_UP):
        call()
    found = [seconds(call) for _ in range(2 * TIMES)]
    while len(found) < MOST and min(found[-TIMES:]) < BETTER * min(found[:-TIMES]):
        found += [seconds(call) for _ in range(TIMES)]
    return found


def seconds(call: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = perf_counter()
    call()
    return perf_counter() - begin


def spread(times: Sequence[float]) -> Record:
    """How many repetitions, and their interquartile range over their median."""
    low, _, high = quantiles(times, n=4, method="inclusive")
    return {"repetitions": len(times), "spread": (high - low) / median(times)}
