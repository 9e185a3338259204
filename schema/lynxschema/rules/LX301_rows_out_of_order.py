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
from numpy.typing import NDArray

from lynxschema.figures import contiguous
from lynxschema.finding import Fault
from lynxschema.load.rows import Rows, coded
from lynxschema.load.stored import Stored
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.samples import PHASES, STATUSES

READS = ("/operating_points", "/evidence")
MEND = "store the rows as they happened"


def check(submission: Submission) -> Iterator[Fault]:
    if submission.rows is None:
        return
    yield from _trials(submission, submission.rows)
    if not submission.rows.ordered:
        yield _fault("rows out of order", "order by operating_point, trial and schedule_index")
    stored, sound = submission.stored, _sound(submission.rows)
    batches = np.array([submission.points[trial.key[0]].record["batch"] for trial in stored.trials], dtype=np.float64)
    other = _other_batch(stored, batches)
    for trial, batch, wrong in zip(stored.trials, batches.tolist(), other.tolist(), strict=True):
        yield from () if sound else _of_trial(trial)
        if wrong:
            yield Fault(f"batches in trial {trial.record['trial']} other than {batch:.0f}",
                        f"{batch:.0f}, the batch of the point", MEND, pointer=trial.pointer)


def _trials(submission: Submission, rows: Rows) -> Iterator[Fault]:
    wanted = {(point.number, trial["trial"]) for point in submission.points for trial in point.record["trials"]}
    for what, keys in (("no rows", wanted - rows.keys()), ("rows", rows.keys() - wanted)):
        for number, trial in sorted(keys)[:5]:
            yield _fault(f"{what} of trial {trial} of operating point {number}", "rows of the record's trials alone")


def _sound(rows: Rows) -> bool:
    """Whether all rows at once are as they should be; trial by trial is looked only where they are not."""
    if not (rows.phased and coded(rows.all["status"], STATUSES)):
        return False
    return rows.ascending("schedule_index", 1, 1)


def _of_trial(trial: Trial) -> Iterator[Fault]:
    rows, where = trial.rows, f"trial {trial.record['trial']}"
    if not contiguous(rows["schedule_index"]):
        yield _fault(f"gaps or repeats in the schedule of {where}", "every request once, in order", trial.pointer)
    if not coded(rows["phase"], PHASES) or np.any(np.diff(rows["phase"]) < 0):
        yield _fault(f"phases of {where} out of order", "warm-up (0), then steady (1)", trial.pointer)
    if not coded(rows["status"], STATUSES):
        yield _fault(f"an unknown status in {where}", f"one of {STATUSES}", trial.pointer)


def _other_batch(stored: Stored, batches: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which trials have rows of another batch than their point's, where the load does not decide it."""
    sizes = stored.rows.joined(stored.rows["batch_size"])
    least, most = (of.reduceat(sizes.values, sizes.starts) for of in (np.minimum, np.maximum))
    found: NDArray[np.bool_] = ~stored.server & ((least != batches) | (most != batches))
    return found


def _fault(found: str, expected: str, pointer: str = "") -> Fault:
    return Fault(found, expected, MEND, pointer=pointer)
