"""A valid point whose steady phase begins with warm-up.

## What it checks

The first tenth of a trial's stored steady requests, at least 20, against the rest: by the lower 99 % bound of their
median time in service. A point is not valid where at least half of its trials begin more than 20 % slower than they
go on.

## Why it matters

The upper percentiles are then those of caches that fill and code that is compiled, not of the service that follows.

## Rejected

```json
{"validity": {"valid": true, "reasons": []}}
```

where the first 50 of 500 requests took 6.3 ms and the others 4.2 ms, in every trial.

## Mended

The point measured again after a longer warm-up, or published for what it is:

```json
{"validity": {"valid": false, "reasons": ["warm-up leaked into the steady phase of every trial"]}}
```
"""

from collections import defaultdict
from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.warmup_leak import MISLEADING, Leak, warmup_leaks

READS = ("/operating_points", "/evidence")
MEND = "warm up for longer and measure again, or publish the point as invalid with its reason"


def check(submission: Submission) -> Iterator[Fault]:
    leaks_of = _leaks(submission)
    for point in submission.points:
        leaks = leaks_of.get(point.number, []) if point.record["validity"]["valid"] else []
        leaks = leaks if 2 * len(leaks) >= len(point.record["trials"]) else []
        if leaks:
            worst = max(leaks, key=lambda leak: leak.slower)
            found = (f"valid, with {len(leaks)} of {len(point.record['trials'])} trials whose first {worst.requests} "
                     f"steady requests were up to {worst.slower:.0%} slower than the rest")
            yield Fault(found, f"at most {MISLEADING:.0%} slower, but in fewer than half of the trials", MEND,
                        pointer=f"{point.pointer}/validity/valid")


def _leaks(submission: Submission) -> dict[int, list[Leak]]:
    """Leaks that mislead, by operating point."""
    answered, found = submission.stored.answered, defaultdict(list)
    service = answered.joined(answered["completed_ns"] - answered["started_ns"])
    trials = submission.stored.where(answered.counts > 0)
    for trial, leak in zip(trials, warmup_leaks(service), strict=True):
        if leak and leak.slower > MISLEADING:
            found[trial.key[0]].append(leak)
    return found
