"""The warm-up ended at its time limit, not in a steady state.

What followed may still be getting faster. The windows and thresholds are those of `lynxrunner.steady`.
"""

from lynxrunner.judge.observed import Fault, Observed


def unsettled(trial: Observed) -> Fault | None:
    """A warm-up that never settled."""
    return None if trial.settled else Fault("no steady state at the end of the warm-up", misleads=True)
