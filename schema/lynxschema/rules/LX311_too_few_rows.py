"""Fewer rows than the contract stores.

## What it checks

That a trial stores as many steady requests as it says, namely all of them or at least the first 2,000 (500 for a
step of a search), and no more warm-up than it discarded.

## Why it matters

Rows that are not stored cannot be recomputed. The first 2,000 are chosen so that nobody chooses.

## Rejected

```json
{"counts": {"ok": 50000}, "stored_requests": 60}
```

## Mended

```json
{"counts": {"ok": 50000}, "stored_requests": 2000}
```
"""

from collections.abc import Iterator

import numpy as np

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.samples import STORED_STEADY

READS = ("/operating_points", "/evidence")
OF_A_SEARCH_STEP = 500


def check(submission: Submission) -> Iterator[Fault]:
    stored = submission.stored
    steps = {point.number for point in submission.points if point.record["purpose"] == "search_step"}
    enough = [OF_A_SEARCH_STEP if trial.key[0] in steps else STORED_STEADY for trial in stored.trials]
    rows, warm = stored.steady.counts, stored.rows.counts - stored.steady.counts
    wrong = rows != stored.claimed("stored_requests")
    few, unheard = rows < np.minimum(stored.totals, enough), warm > stored.claimed("warmup_discarded")
    for place in np.flatnonzero(wrong | few | unheard).tolist():
        yield from _of_trial(stored.trials[place], enough[place])


def _of_trial(trial: Trial, enough: int) -> Iterator[Fault]:
    stored, warm = len(trial.steady), len(trial.rows) - len(trial.steady)
    claimed, total = trial.record["stored_requests"], sum(trial.record["counts"].values())
    if stored != claimed:
        yield Fault(f"{claimed:,} stored requests", f"{stored:,}, as the samples have", "count the rows",
                    pointer=f"{trial.pointer}/stored_requests")
    if stored < min(total, enough):
        yield Fault(f"{stored:,} of {total:,} requests stored", f"at least {min(total, enough):,}",
                    "store the first requests of the steady phase", pointer=f"{trial.pointer}/stored_requests")
    if warm > trial.record["warmup_discarded"]:
        yield Fault(f"{trial.record['warmup_discarded']:,} requests of warm-up", f"at least the {warm:,} stored",
                    "count the warm-up whole", pointer=f"{trial.pointer}/warmup_discarded")
