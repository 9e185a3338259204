"""Warm-up leaking into the steady phase: its first requests are slower than the rest.

By the windows of `lynxschema.warmup_leak`, with pyperf's 5 %. Over 20 % misleads, as with drift: the upper percentiles
are then those of the warm-up.
"""

from lynxrunner.judge.observed import Fault, Observed
from lynxschema.warmup_leak import MISLEADING
from lynxschema.warmup_leak import warmup_leak as leaked

NOTABLE = 0.05


def warmup_leak(trial: Observed) -> Fault | None:
    """A first window that is surely slower than what follows."""
    leak = leaked(trial.service())
    if leak is None or leak.slower <= NOTABLE:
        return None
    text = (f"warm-up leaked: the first {leak.requests} steady requests were at least {leak.slower:.0%} slower "
            "than the rest")
    return Fault(text, leak.slower, misleads=leak.slower > MISLEADING)
