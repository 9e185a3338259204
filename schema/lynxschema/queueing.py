"""Where the latency of an open load went: late load generator, queue, service; from the stored rows alone.

Servers take arrivals in their order, a free one the next. Under dynamic batching a batch is complete when it has
the most requests allowed or its first has waited for the queue delay.
"""

import heapq
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from lynxschema.samples import Column, Samples

OPEN_SHARE, OPEN_FEW = 0.02, 10
"""Most requests still open at the last arrival of a load that is kept up with."""


class Discipline(NamedTuple):
    """How requests are served: calls at once, most requests of a batch, longest wait for a batch to fill [ns]."""

    servers: int = 1
    most: int = 1
    delay_ns: int = 0


def discipline(scheduling: dict[str, Any]) -> Discipline | None:
    """Discipline of a record's `executor.scheduling`; None where a server of its own forms batches as it likes."""
    if scheduling["batching"] == "continuous":
        return None
    servers = scheduling["instances"] * scheduling["streams"]
    most, delay_ms = scheduling["maximum_batch"], scheduling["queue_delay_ms"]
    # A member that does not apply is an object with its reason.
    if scheduling["batching"] != "dynamic" or not isinstance(most, int):
        return Discipline(servers)
    return Discipline(servers, most, int(delay_ms * 1e6) if isinstance(delay_ms, int | float) else 0)


def lateness(rows: Samples, discipline: Discipline) -> Column:
    """How long each request [n, ns] began after its batch was complete and a server free to take it.

    `rows` are one trial's, from any request on: servers count as free before the first of them.
    """
    if discipline.most == 1 and "batch_id" not in rows.columns:
        free = np.maximum(rows["scheduled_ns"], _free(rows["completed_ns"], discipline.servers))
        return np.maximum(rows["started_ns"] - free, 0)  # each a batch of its own, without copying rows
    firsts, sizes = _batches(rows)
    due = _complete(rows["scheduled_ns"], firsts, discipline)
    free = _free(rows["completed_ns"][firsts], discipline.servers)
    late = np.maximum(rows["started_ns"][firsts] - np.maximum(due, free), 0)
    return np.repeat(late, sizes)


def lateness_of(trials: Sequence[Samples], rows: Samples, discipline: Discipline) -> Column:
    """The same [n, ns] of each trial, end to end as in `rows`."""
    if discipline.servers > 1 or discipline.most > 1 or any("batch_id" in each.columns for each in trials):
        return np.concatenate([lateness(each, discipline) for each in trials])
    free = _free(rows["completed_ns"], 1)
    free[np.cumsum([0, *map(len, trials[:-1])])] = 0  # before a trial's first nothing is served
    return np.maximum(rows["started_ns"] - np.maximum(rows["scheduled_ns"], free), 0)


def _free(completed: Column, servers: int) -> Column:
    """When a server was free for each batch: the least of as many ends as there are servers."""
    if servers == 1:
        return np.concatenate([np.zeros(1, dtype=np.int64), completed])[: len(completed)]
    ends = [0] * min(servers, len(completed) + 1)
    return np.array([heapq.heapreplace(ends, end) for end in completed.tolist()], dtype=np.int64)


def services(rows: Samples) -> tuple[Column, Column]:
    """Begin and end of each batch that was served, of each request where nobody formed batches."""
    firsts, _ = _batches(rows)
    return rows["started_ns"][firsts], rows["completed_ns"][firsts]


def in_flight(started: Column, completed: Column) -> int:
    """Greatest number of intervals that hold one time; an end counts before a beginning."""
    if _in_turn(started, completed):
        return min(len(started), 1)  # as under one caller, without sorting
    times = np.concatenate([completed, started])
    steps = np.repeat([-1, 1], len(started))
    return int(np.cumsum(steps[np.argsort(times, kind="stable")]).max(initial=0))


def _in_turn(started: Column, completed: Column) -> bool:
    """Whether each interval, in the order of the rows, ends before the next begins."""
    kept = np.count_nonzero(completed[:-1] <= started[1:]) + np.count_nonzero(started <= completed)
    return bool(kept == max(len(started) - 1, 0) + len(started))


def waiting(rows: Samples) -> Column:
    """Time [n, ns] from each request's scheduled arrival to its call."""
    return rows["started_ns"] - rows["scheduled_ns"]


def sustained(rows: Samples) -> bool:
    """Whether an open load was kept up with: of the stored steady requests, few are open when the last arrives."""
    steady = rows.steady()
    if len(steady) == 0:
        return True
    still_open = int((steady["completed_ns"] > steady["scheduled_ns"][-1]).sum())
    return still_open <= max(OPEN_SHARE * len(steady), OPEN_FEW)


def mean_batch(rows: Samples) -> float:
    """Mean size of the batches that the stored rows belong to, each batch counted once."""
    firsts, _ = _batches(rows)
    return float(rows["batch_size"][firsts].mean())


def _batches(rows: Samples) -> tuple[Column, Column]:
    """Position of each batch's first row, and how many of its rows there are."""
    if "batch_id" not in rows.columns:
        return np.arange(len(rows)), np.ones(len(rows), dtype=np.int64)
    firsts = np.flatnonzero(np.diff(rows["batch_id"], prepend=rows["batch_id"][:1] - 1))
    return firsts, np.diff(firsts, append=len(rows))


def _complete(scheduled: Column, firsts: Column, discipline: Discipline) -> Column:
    if discipline.most == 1:
        return scheduled[firsts]
    full = np.minimum(firsts + discipline.most - 1, len(scheduled) - 1)
    return np.minimum(scheduled[firsts] + discipline.delay_ns, scheduled[full])
