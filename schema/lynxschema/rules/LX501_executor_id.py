"""An executor id that the executor does not give.

## What it checks

That `executor_id` is the sha256 over the RFC 8785 form of the executor's identity members.

## Why it matters

Results are grouped, compared and found by this id. A wrong one files a result under another recipe.

## Rejected

An id copied from a run with other threads.

## Mended

The id as `lynx run` computes it; `lynx check` prints it.
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.finding import Fault
from lynxschema.leaves import executor_id
from lynxschema.load.submission import Submission

READS = ("/executor", "/executor_id")


def check(submission: Submission) -> Iterator[Fault]:
    record = submission.record
    yield from disagreements(record["executor_id"], executor_id(record["executor"]), "/executor_id", "the executor")
