"""Rows of one synthetic trial under each kind of load."""

import heapq
from itertools import islice

import numpy as np

from lynxschema.queueing import Discipline
from lynxschema.samples import PHASES, STATUSES
from lynxschema.schedule import arrivals_ns

WARMUP = 20
GAP_NS = 2_000
Table = dict[str, np.ndarray]


def closed(
    random: np.random.Generator, count: int, concurrency: int, mean_ns: float, drift: float = 0, leak: float = 0
) -> Table:
    """`concurrency` callers, each calling again as soon as it has its answer."""
    service = (_service(random, count, mean_ns) * np.linspace(1, 1 + drift, count)).astype(np.int64)
    service[WARMUP : WARMUP + count // 10] = service[WARMUP : WARMUP + count // 10] * (1 + leak)
    free = [GAP_NS * caller for caller in range(concurrency)]
    started = []
    for each in service:
        at = heapq.heappop(free)
        started.append(at)
        heapq.heappush(free, at + int(each) + GAP_NS)
    begin = np.array(started, dtype=np.int64)
    return table(begin, begin, begin + service)


def offline(random: np.random.Generator, count: int, mean_ns: float) -> Table:
    """One batch after the other, all scheduled at the beginning."""
    rows = closed(random, count, 1, mean_ns)
    scheduled = rows["started_ns"][[0] * WARMUP + [WARMUP] * (count - WARMUP)]
    return {**rows, "scheduled_ns": scheduled}


def open_(random: np.random.Generator, count: int, rate: float, seed: int, trial: int, mean_ns: float) -> Table:
    """Arrivals of the contract's schedule, answered one at a time."""
    scheduled = np.fromiter(islice(arrivals_ns("poisson", rate, seed, trial), count), dtype=np.int64)
    service, free, started = _service(random, count, mean_ns), 0, []
    for at, each in zip(scheduled.tolist(), service.tolist(), strict=True):
        started.append(max(at, free))
        free = started[-1] + each
    begin = np.array(started, dtype=np.int64)
    return table(scheduled, begin, begin + service)


def batched(
    random: np.random.Generator, count: int, rate: float, seed: int, trial: int, mean_ns: float, scheduling: Discipline
) -> Table:
    """Arrivals of the contract's schedule, answered in batches: full, or as many as came while the first waited."""
    scheduled = np.fromiter(islice(arrivals_ns("poisson", rate, seed, trial), count), dtype=np.int64)
    first, free, batches = 0, 0, []
    while first < count:
        full = min(first + scheduling.most, count) - 1
        begin = max(min(scheduled[full], scheduled[first] + scheduling.delay_ns), free)
        size = int(np.searchsorted(scheduled[first : full + 1], begin, side="right"))
        free = begin + int(_service(random, 1, mean_ns)[0])
        batches.append((size, begin, free))
        first += size
    sizes, started, completed = (np.array(column, dtype=np.int64) for column in zip(*batches, strict=True))
    rows = table(scheduled, np.repeat(started, sizes), np.repeat(completed, sizes))
    return {**rows, "batch_id": np.repeat(np.arange(len(sizes)), sizes), "batch_size": np.repeat(sizes, sizes)}


def table(scheduled: np.ndarray, started: np.ndarray, completed: np.ndarray) -> Table:
    """Columns of one trial, the first 20 rows warm-up, every request answered."""
    count = len(started)
    return {
        "schedule_index": np.arange(count),
        "phase": np.repeat([PHASES["warmup"], PHASES["steady"]], [WARMUP, count - WARMUP]),
        "status": np.full(count, STATUSES["ok"]),
        "scheduled_ns": scheduled, "started_ns": started, "completed_ns": completed,
    }


def _service(random: np.random.Generator, count: int, mean_ns: float) -> np.ndarray:
    return (mean_ns * random.lognormal(0, 0.05, count)).astype(np.int64)
