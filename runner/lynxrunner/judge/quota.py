"""A control group's CPU quota stopped the process.

A stop lasts up to the rest of the quota's period, by default 100 ms, and stands in the upper percentiles as if the
model had been slow. One such period misleads, in any trial: the checker refuses to call the point valid (LX207). Use
fewer threads than the quota has processors, or lift it.
"""

from lynxrunner.judge.observed import Fault, Observed


def quota(trial: Observed) -> Fault | None:
    """Periods in which the quota was used up."""
    periods = trial.noise("cgroup_throttled_periods")
    if not periods:
        return None
    return Fault(f"the CPU quota stopped the process in {periods:.0f} periods", periods, misleads=True, anywhere=True)
