"""Rows that are not those of the record.

## What it checks

That the samples hold rows of every trial of the record and of no other, ordered by operating point, trial and
schedule index, the indices without gap, warm-up before steady, and phase, status and batch as the contract has
them.

## Why it matters

Rows left out, doubled or reordered change every figure that is recomputed from them. A gap is where the slow
request was.

## Rejected

Samples without the rows 17 and 42 of a trial.

## Mended

The samples as the harness stored them.
"""

from collections.abc import Iterator

import numpy as np

from lynxschema.figures import contiguous
from lynxschema.finding import Fault
from lynxschema.load.point import Trial
from lynxschema.load.rows import Rows, coded
from lynxschema.load.submission import Submission
from lynxschema.samples import PHASES, STATUSES

READS = ("/operating_points", "/evidence")
MEND = "store the rows as they happened"


def check(submission: Submission) -> Iterator[Fault]:
    if submission.rows is None:
        return
    yield from _trials(submission, submission.rows)
    if not submission.rows.ordered:
        yield _fault("rows out of order", "order by operating_point, trial and schedule_index")
    sound = _sound(submission.rows)
    for point in submission.points:
        for trial in point.trials:
            yield from () if sound else _of_trial(trial)
            yield from _batches(trial, point.record["batch"])


def _trials(submission: Submission, rows: Rows) -> Iterator[Fault]:
    wanted = {(point.number, trial["trial"]) for point in submission.points for trial in point.record["trials"]}
    for what, keys in (("no rows", wanted - rows.keys()), ("rows", rows.keys() - wanted)):
        for number, trial in sorted(keys)[:5]:
            yield _fault(f"{what} of trial {trial} of operating point {number}", "rows of the record's trials alone")


def _sound(rows: Rows) -> bool:
    """Whether all rows at once are as they should be; trial by trial is looked only where they are not."""
    if not (rows.phased and coded(rows.all["status"], STATUSES)):
        return False
    return bool(np.all(rows.steps("schedule_index") == 1))


def _of_trial(trial: Trial) -> Iterator[Fault]:
    rows, where = trial.rows, f"trial {trial.record['trial']}"
    if not contiguous(rows["schedule_index"]):
        yield _fault(f"gaps or repeats in the schedule of {where}", "every request once, in order", trial.pointer)
    if not coded(rows["phase"], PHASES) or np.any(np.diff(rows["phase"]) < 0):
        yield _fault(f"phases of {where} out of order", "warm-up (0), then steady (1)", trial.pointer)
    if not coded(rows["status"], STATUSES):
        yield _fault(f"an unknown status in {where}", f"one of {STATUSES}", trial.pointer)


def _batches(trial: Trial, batch: int) -> Iterator[Fault]:
    if trial.scenario != "server" and np.count_nonzero(trial.rows["batch_size"] != batch):
        yield _fault(f"batches in trial {trial.record['trial']} other than {batch}", f"{batch}, the batch of the point",
                     trial.pointer)


def _fault(found: str, expected: str, pointer: str = "") -> Fault:
    return Fault(found, expected, MEND, pointer=pointer)
