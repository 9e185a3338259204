"""The runner's open load around a call, one server, as `lynx run --scenario server` runs it."""

import numpy as np

from lynxrunner.load.clock import real
from lynxrunner.load.open import Open
from lynxrunner.load.rows import Rows
from lynxrunner.runtimes.protocol import Call
from lynxschema.queueing import Discipline, lateness
from lynxschema.samples import Column, Samples
from lynxschema.schedule import arrivals_ns


def open_load(call: Call, requests: int, rate: float, seed: int) -> Rows:
    """So many requests of a Poisson process of `rate` per second."""
    return Open([{1: call}], arrivals_ns("poisson", rate, seed, 0), real(1), []).run(0, requests, 1e9 / rate)


def late(rows: Rows) -> Column:
    """How late the load generator was for each request [n, ns], time behind a busy server left out."""
    columns = {"scheduled_ns": rows.scheduled, "started_ns": rows.started, "completed_ns": rows.completed}
    return lateness(Samples(columns), Discipline())


def never_late(rows: Rows) -> Column:
    """When each request [n, ns] would have been completed behind a generator that is never late (Lindley 1952)."""
    ends, free = [], 0
    for due, service in zip(rows.scheduled.tolist(), rows.service().tolist(), strict=True):
        free = max(due, free) + service
        ends.append(free)
    return np.array(ends, dtype=np.int64)
