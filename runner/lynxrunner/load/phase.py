"""A phase of one caller on the machine's clock, and when requests that have no schedule were wanted."""

from collections.abc import Callable

import numpy as np

from lynxrunner.load.clock import real
from lynxrunner.load.closed import Closed
from lynxrunner.load.rows import Rows
from lynxrunner.runtimes.protocol import Call

Schedule = Callable[[Rows], Rows]
"""Fills in when each request of a phase was wanted."""


def phase(call: Call, seconds: float, requests: int, typical_ns: float, failures: list[str]) -> Rows:
    """Requests for at least `seconds`, first call to last return, and at least `requests` of them.

    `typical_ns` is what a request is expected to take: rows are allocated for it, before the first call.
    """
    return Closed([{0: call}], real(1), failures).run(seconds, requests, typical_ns)


def as_called(rows: Rows) -> Rows:
    """Closed load: a request is wanted when its caller is free to call."""
    rows.scheduled[:] = rows.started
    return rows


def at_once(rows: Rows) -> Rows:
    """Offline: everything is wanted when the phase begins."""
    rows.scheduled[:] = np.min(rows.started)
    return rows


def as_scheduled(rows: Rows) -> Rows:
    """Open load: the load generator has written its schedule already."""
    return rows


SCHEDULES: dict[str, Schedule] = {
    "single_stream": as_called, "concurrent": as_called, "offline": at_once, "server": as_scheduled,
}
