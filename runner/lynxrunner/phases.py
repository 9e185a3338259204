"""What a trial's process leaves behind of its requests: the rows that are stored, and figures of all of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lynxrunner.load.rows import Column, Rows, joined
from lynxrunner.state import Record
from lynxschema.evidence import completions, distribution
from lynxschema.order_statistics import PERCENTILES
from lynxschema.samples import PHASES, STATUSES, STORED_WARMUP


@dataclass(frozen=True)
class Phases:
    """Rows of both phases, whether the first ended in a steady state, and when the trial began [ns].

    An open load begins with its schedule, any other with the process.
    """

    warmup: Rows
    steady: Rows
    settled: bool
    epoch: int

    @property
    def start(self) -> int:
        """When the first steady request was wanted."""
        return int(self.steady.scheduled[0])


def uppers(rows: Rows, from_schedule: bool) -> Record:
    """Upper bound of every percentile of the answered requests that has one, in ms from schedule or call to return."""
    begun = rows.scheduled if from_schedule else rows.started
    found = distribution((rows.completed - begun)[rows.status == STATUSES["ok"]])
    return {name: figure["upper"] for name, figure in found.items() if name in PERCENTILES}


def summary(phases: Phases) -> Record:
    """Figures of the whole steady phase, of which only the first rows are stored."""
    steady, start = phases.steady, phases.start
    return {
        "warmup_discarded": len(phases.warmup),
        "settled": phases.settled,
        "duration_s": (int(steady.completed.max()) - start) / 1e9,
        "counts": {name: int((steady.status == code).sum()) for name, code in STATUSES.items()},
        "completions_per_100ms": completions(answered(steady), start),
    }


def answered(rows: Rows) -> Column:
    """When each request that succeeded was completed, in ns of the process's clock."""
    found: Column = rows.completed[rows.status == STATUSES["ok"]]
    return found


def stored(phases: Phases, most: int) -> dict[str, Any]:
    """The last rows of the warm-up and the first `most` of the steady phase as columns, in ns since the epoch."""
    before, after = phases.warmup.tail(STORED_WARMUP), phases.steady.head(most)
    rows = joined([before, after])
    return {
        "schedule_index": np.arange(len(rows), dtype=np.int64) + len(phases.warmup) - len(before),
        "phase": np.repeat([PHASES["warmup"], PHASES["steady"]], [len(before), len(after)]),
        "status": rows.status,
        "scheduled_ns": rows.scheduled - phases.epoch,
        "started_ns": rows.started - phases.epoch,
        "completed_ns": rows.completed - phases.epoch,
        **({} if rows.length is None else {"input_items": rows.length}),
        **_batches(phases, len(before), len(rows)),
    }


def _batches(phases: Phases, before: int, count: int) -> dict[str, Any]:
    """Number and size of each stored row's batch, where a batcher formed them."""
    batch = joined([phases.warmup, phases.steady]).batch
    if batch is None:
        return {}
    first = len(phases.warmup) - before
    found = batch[first : first + count]
    return {"batch_id": found, "batch_size": np.bincount(batch)[found]}
