"""Chunks that cannot be.

## What it checks

That every chunk is of a stored request, came no sooner than its call and no later than its completion, and no sooner
than the one before it of the same request; and that where chunks say how many tokens they brought, these sum to the
request's output.

## Why it matters

A chunk before its request makes the first token as early as one likes, and one of no request makes a fast stream. A
second token cannot be there before the first.

## Rejected

A chunk at 12.0 ms of a request that was called at 15.0 ms.

## Mended

The chunk at 27.0 ms, when it arrived.
"""

from collections.abc import Iterator

import numpy as np

from lynxschema.finding import Fault
from lynxschema.load.rows import Rows
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.samples import Column, Samples

READS = ("/operating_points", "/evidence")
MEND = "store the chunks as they arrived"


def check(submission: Submission) -> Iterator[Fault]:
    chunks = submission.chunks
    if chunks is None:
        return
    known = {(point.number, trial.record["trial"]): trial for point in submission.points for trial in point.trials}
    for number, trial in sorted(chunks.keys() - known.keys())[:5]:
        yield Fault(f"chunks of trial {trial} of operating point {number}", "chunks of stored requests alone", MEND)
    for key in sorted(chunks.keys() & known.keys()):
        yield from _of_trial(known[key], chunks, key)


def _of_trial(trial: Trial, chunks: Rows, key: tuple[int, int]) -> Iterator[Fault]:
    rows, mine = trial.rows, chunks.of(*key)
    order = np.argsort(rows["schedule_index"], kind="stable")
    sorted_index = rows["schedule_index"][order]
    place = np.minimum(np.searchsorted(sorted_index, mine["schedule_index"]), len(order) - 1)
    at = order[place]
    stray = rows["schedule_index"][at] != mine["schedule_index"]
    bad = stray | (mine["chunk_ns"] < rows["started_ns"][at]) | (mine["chunk_ns"] > rows["completed_ns"][at])
    if bad.any():
        index = int(mine["schedule_index"][int(np.argmax(bad))])
        yield Fault(f"{int(bad.sum()):,} chunks, the first of request {index}", "chunks between the call and the "
                    "completion of a stored request", MEND, pointer=f"{trial.pointer}/generation")
    elif np.any(back := (np.diff(mine["schedule_index"]) == 0) & (np.diff(mine["chunk_ns"]) < 0)):
        index = int(mine["schedule_index"][int(np.argmax(back))])
        yield Fault(f"{int(back.sum()):,} chunks before the one that they follow, the first of request {index}",
                    "the chunks of a request in the order of their times", MEND, pointer=f"{trial.pointer}/generation")
    elif "tokens" in mine.columns and "output_items" in rows.columns:
        yield from _sums(trial, mine, at)


def _sums(trial: Trial, mine: Samples, at: Column) -> Iterator[Fault]:
    brought = np.bincount(at, weights=mine["tokens"], minlength=len(trial.rows)).astype(np.int64)
    wrong = (brought != trial.rows["output_items"]) & (trial.rows["status"] == 0)
    if wrong.any():
        index = int(np.argmax(wrong))
        yield Fault(f"{brought[index]:,} tokens in the chunks of a request",
                    f"{trial.rows['output_items'][index]:,}, its output", MEND, pointer=f"{trial.pointer}/generation")
