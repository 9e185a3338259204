"""Requests counted that the samples or the trials do not give.

## What it checks

That an operating point's counts are the sums of its trials'; that a trial's stored rows of each status are no more than
its counts and, where all are stored, as many.

## Why it matters

Failed requests that nobody counted make a rate look sustained that was not.

## Rejected

```json
{"counts": {"ok": 2500, "error": 0, "timeout": 0, "cancelled": 0}}
```

over trials of which one counts 12 errors.

## Mended

```json
{"counts": {"ok": 2488, "error": 12, "timeout": 0, "cancelled": 0}}
```
"""

from collections.abc import Iterator

import numpy as np

from lynxschema.agreement import disagreements
from lynxschema.figures import counts
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.samples import STATUSES

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        if point.record["trials"]:
            totals = counts(point.record["trials"])
            yield from disagreements(point.record["counts"], totals, f"{point.pointer}/counts", "the trials")
    stored = submission.stored
    rows, requests = stored.steady.counts, stored.totals
    # Of most trials every request is stored and succeeded.
    told = (stored.succeeded, stored.answered.counts, stored.claimed("stored_requests"), requests)
    for trial in stored.where(np.logical_or.reduce([each != rows for each in told])):
        yield from _by_status(trial)


def _stored(trial: Trial, code: int) -> int:
    """Steady rows with a status."""
    if len(trial.answered) == len(trial.steady):
        return len(trial.steady) if code == STATUSES["ok"] else 0  # as most often, without looking again
    return int(np.count_nonzero(trial.steady["status"] == code))


def _by_status(trial: Trial) -> Iterator[Fault]:
    by_status = trial.record["counts"]
    for status, code in STATUSES.items():
        stored, counted = _stored(trial, code), by_status[status]
        if stored > counted or (trial.stores_all and stored != counted):
            mend = "count every request of the steady phase by how it ended"
            yield Fault(f"{counted:,} requests with status {status}", f"{stored:,}, as the samples have", mend,
                        pointer=f"{trial.pointer}/counts/{status}")
