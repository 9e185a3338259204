"""Requests that were not answered.

Latencies are those of the answered requests alone. With more than 1 % missing, a p99 of them is no p99 of what was
asked: the missing ones could all lie above it. One such trial is enough, for it is the executor that failed, and no
neighbour on the machine.
"""

from lynxrunner.judge.observed import Fault, Observed

MISLEADING = 0.01


def failures(trial: Observed) -> Fault | None:
    """Any failure at all; over 1 % misleads."""
    counts = trial.record["counts"]
    asked = sum(counts.values())
    failed = asked - counts["ok"]
    if not failed:
        return None
    share = failed / asked
    text = f"{failed} of {asked} requests were not answered"
    return Fault(text, share, misleads=share > MISLEADING, anywhere=True)
