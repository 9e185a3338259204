"""A control group's CPU quota stopped the process.

Any such period is worth a warning, because a stop lasts up to the rest of the quota's period, by default 100 ms, and is
seen in the upper percentiles. Never invalid: the quota is a disclosed limit of the executor's host, and being
stopped by it is how that executor behaves.
"""

from lynxrunner.judge.observed import Fault, Observed


def quota(trial: Observed) -> Fault | None:
    """Periods in which the quota was used up."""
    periods = trial.noise("cgroup_throttled_periods")
    return Fault(f"the CPU quota stopped the process in {periods:.0f} periods", periods) if periods else None
