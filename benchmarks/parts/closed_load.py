"""Loops that keep one request in flight: the plainest one, and the runner's."""

from time import perf_counter_ns

import numpy as np
from numpy.typing import NDArray

from benchmarks.parts.turns import Loop
from lynxrunner.load.phase import phase
from lynxrunner.runtimes.protocol import Call

Times = NDArray[np.int64]
OTHER = 8_192
"""Numbers of 8 bytes: twice a common first-level data cache."""


def bare(call: Call, requests: int) -> Times:
    """Time of each of so many calls [requests] in ns: what the runner's loop is held against."""
    times = []
    for _ in range(requests):
        begin = perf_counter_ns()
        call()
        times.append(perf_counter_ns() - begin)
    return np.array(times)


def displaced(call: Call, requests: int) -> Times:
    """The same where other memory, 64 KiB, is read between calls: the call finds the nearest cache taken."""
    times, other = [], np.ones(OTHER)
    for _ in range(requests):
        begin = perf_counter_ns()
        call()
        times.append(perf_counter_ns() - begin)
        other.sum()
    return np.array(times)


def bare_loop(call: Call) -> Loop:
    """Its p50."""
    return lambda requests: float(np.median(bare(call, requests)))


def runner_loop(call: Call, typical_ns: float) -> Loop:
    """The p50 of the loop that trials run."""
    return lambda requests: float(np.median(phase(call, 0, requests, typical_ns, []).service()))
