"""The plainest timed loop there is: what the runner's own is held against."""

from time import perf_counter_ns

import numpy as np
from numpy.typing import NDArray

from lynxrunner.runtimes.protocol import Call

Times = NDArray[np.int64]


def bare(call: Call, requests: int) -> Times:
    """Time of each of so many calls, one after the other [requests] in ns."""
    times = []
    for _ in range(requests):
        begin = perf_counter_ns()
        call()
        times.append(perf_counter_ns() - begin)
    return np.array(times)
