"""A phase of requests: long enough in time and in number, rows allocated in stretches."""

from collections.abc import Callable
from time import perf_counter_ns

import numpy as np

from lynxrunner.load.loop import burst
from lynxrunner.load.rows import Rows, joined
from lynxrunner.runtimes.protocol import Call

LEAST_CAPACITY, LARGEST_CAPACITY = 1_000, 4_000_000

Schedule = Callable[[Rows], Rows]
"""Fills in when each request of a phase was wanted."""


def phase(call: Call, seconds: float, requests: int, typical_ns: float, failures: list[str]) -> Rows:
    """Requests for at least `seconds`, first call to last return, and at least `requests` of them.

    `typical_ns` is what a request is expected to take: rows are allocated for it, before the first call.
    """
    length = int(seconds * 1e9)
    parts = [burst(call, _capacity(length, requests, typical_ns), length, requests, failures)]
    deadline, missing = int(parts[0].started[0]) + length, requests - len(parts[0])
    while missing > 0 or parts[-1].completed[-1] < deadline:
        left = deadline - perf_counter_ns()
        parts.append(burst(call, _capacity(left, missing, typical_ns), left, missing, failures))
        missing -= len(parts[-1])
    return joined(parts)


def as_called(rows: Rows) -> Rows:
    """Closed load: a request is wanted when its caller is free to call."""
    rows.scheduled[:] = rows.started
    return rows


def at_once(rows: Rows) -> Rows:
    """Offline: everything is wanted when the phase begins."""
    rows.scheduled[:] = np.min(rows.started)
    return rows


SCHEDULES: dict[str, Schedule] = {"single_stream": as_called, "offline": at_once}


def _capacity(left_ns: int, missing: int, typical_ns: float) -> int:
    expected = int(1.3 * left_ns / max(typical_ns, 100))
    return min(max(expected, missing, LEAST_CAPACITY), LARGEST_CAPACITY)
