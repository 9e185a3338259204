"""Goodput: the share of requests that held every bound, by the runner and by the checker."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from lynxschema.generation import ordered
from lynxschema.samples import STATUSES, Column, Samples

Record = dict[str, Any]
MS = 1e6


def goodput(rows: Samples, chunks: Samples | None, bounds: Sequence[Record], open_load: bool) -> float | None:
    """Share of the stored steady requests, failed ones included, that held every bound; None where it cannot be told.

    A request holds a bound on the time between tokens where each of its gaps does.
    """
    steady = rows.steady()
    held = steady["status"] == STATUSES["ok"]
    for bound in bounds:
        times = _each(steady, chunks, bound["metric"], open_load)
        if times is None:
            return None
        held = held & (times <= bound["limit_ms"] * MS)
    return float(held.mean()) if len(held) else None


def _each(steady: Samples, chunks: Samples | None, metric: str, open_load: bool) -> Column | None:
    """A time in ns for each of the requests [n], the greatest where it has several; 0 where it failed or has none."""
    if metric == "latency_ms":
        return steady.latencies(open_load)
    if chunks is None:
        return None
    answered = steady.succeeded()
    index, at = ordered(chunks, answered["schedule_index"])
    known, firsts, counts = np.unique(index, return_index=True, return_counts=True)
    if len(known) < len(answered):
        return None
    found = np.zeros(len(steady), dtype=np.int64)
    where = np.flatnonzero(steady["status"] == STATUSES["ok"])
    begin = answered["scheduled_ns" if open_load else "started_ns"]
    if metric == "ttft_ms":
        found[where] = at[firsts] - begin
    elif metric == "tpot_ms" and "output_items" in answered.columns:
        further = answered["output_items"] - 1
        found[where] = np.where(further > 0, (answered["completed_ns"] - at[firsts]) // np.maximum(further, 1), 0)
    elif metric == "itl_ms":
        gaps = np.diff(at, prepend=at[:1])
        gaps[firsts] = 0
        np.maximum.at(found, np.repeat(where, counts), gaps)
    else:
        return None
    return found
