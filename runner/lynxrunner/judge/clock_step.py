"""The clock stepped: times that cannot have happened, or two clocks that disagree.

A request that ends before it began, or begins before it was wanted or before the trial, was timed by a clock that
went back. Of the monotonic clock and the wall clock, the first must not step and the second may. Impossible times
mislead, and one trial is enough; clocks that came apart are a warning, because no figure comes from the wall clock.
"""

import numpy as np

from lynxrunner.judge.observed import Fault, Observed
from lynxschema.clocks import most_apart_s


def clock_step(trial: Observed) -> Fault | None:
    """Rows with impossible times, else clocks that came apart."""
    impossible = _impossible(trial)
    if impossible:
        return Fault(f"the clock went back: {impossible} requests with impossible times", impossible, True, True)
    apart = abs(trial.apart_s)
    if apart <= most_apart_s(trial.record["duration_s"]):
        return None
    return Fault(f"the wall clock and the monotonic clock came apart by {apart:.3f} s", apart)


def _impossible(trial: Observed) -> int:
    scheduled, started, completed = (trial.rows[f"{name}_ns"] for name in ("scheduled", "started", "completed"))
    return int(np.count_nonzero((completed < started) | (started < scheduled) | (scheduled < 0)))
