"""More in service at once than the scheduling allows.

## What it checks

Where the caller forms the batches or calls for each request (in process, no continuous batching), that at no time more
stored calls are in service than instances times streams; and so no more time is busy than they have. That the rows of
one batch begin and end together, are as many as its size, and no more than the largest batch.

## Why it matters

Requests served side by side under the name of one after the other give two executors' throughput to one.

## Rejected

```json
{"scheduling": {"batching": "dynamic", "maximum_batch": 8, "instances": 1, "streams": 1}}
```

over rows of which two batches are in service at once.

## Mended

```json
{"scheduling": {"batching": "dynamic", "maximum_batch": 8, "instances": 2, "streams": 1}}
```
"""

from collections.abc import Iterator

import numpy as np

from lynxschema.finding import Fault
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.queueing import Discipline, discipline, in_flight, services
from lynxschema.samples import Samples

READS = ("/operating_points", "/evidence", "/executor")


def check(submission: Submission) -> Iterator[Fault]:
    executor, stored = submission.record["executor"], submission.stored
    known = discipline(executor["scheduling"])
    owned = {point.number for point in submission.points if _owned(point)}
    if known is None or not owned:
        return
    # Calls in turn need one server.
    for trial in stored.where(~stored.in_turn):
        if trial.key[0] in owned:
            yield from _overlaps(trial, known.servers * executor["hardware"]["replicas"])
    for trial in stored.trials if known.most > 1 else ():
        if trial.key[0] in owned:
            yield from _batches(trial, known)


def _owned(point: Point) -> bool:
    """Whether the harness decided when each call began; a closed load's callers have a rule of their own."""
    transport, load = point.record["latency_definition"]["transport"], point.record["load"]["kind"]
    return bool(transport == "in_process" and load != "closed")


def _overlaps(trial: Trial, servers: int) -> Iterator[Fault]:
    most = in_flight(*services(trial.rows))
    if most > servers:
        yield Fault(f"{most} calls in service at once", f"at most {servers}, instances times streams",
                    "state the instances and streams that ran", pointer=trial.pointer)


def _batches(trial: Trial, known: Discipline) -> Iterator[Fault]:
    if "batch_id" in trial.rows.columns:
        for found, expected in _faults(trial.rows, known.most):
            yield Fault(found, expected, "store the batches as they were formed", pointer=trial.pointer)


def _faults(rows: Samples, most: int) -> Iterator[tuple[str, str]]:
    same = np.diff(rows["batch_id"]) == 0
    if any(np.any(np.diff(rows[name])[same] != 0) for name in ("started_ns", "completed_ns", "batch_size")):
        yield "a batch whose rows begin, end or count apart", "one begin, end and size for each batch"
    elif rows["batch_size"].max() > most or rows["batch_size"].min() < 1:
        yield f"a batch of {int(rows['batch_size'].max())}", f"1 to {most}, the largest batch"
    else:
        yield from _incomplete(rows)


def _incomplete(rows: Samples) -> Iterator[tuple[str, str]]:
    """The first and the last batch may have rows that are not stored."""
    edges = np.flatnonzero(np.diff(rows["batch_id"], prepend=rows["batch_id"][:1] - 1))
    counted = np.diff(edges, append=len(rows))[1:-1]
    wrong = np.flatnonzero(counted != rows["batch_size"][edges][1:-1])
    if len(wrong):
        yield f"{int(counted[wrong[0]])} rows of a batch", f"{int(rows['batch_size'][edges[wrong[0] + 1]])}, its size"
