"""The processor throttled itself because it was hot.

The kernel counts these events per core (thermal_throttle/core_throttle_count on x86). One misleads, in any trial: what
was measured is how the machine is cooled, and the checker refuses to call the point valid (LX207). Nothing is said
where the counters cannot be read, as in a virtual machine: there a fall of the rate is all that shows.
"""

from lynxrunner.judge.observed import Fault, Observed


def thermal(trial: Observed) -> Fault | None:
    """Thermal throttle events during the trial."""
    events = trial.noise("thermal_throttle_events")
    if not events:
        return None
    return Fault(f"the processor was throttled for heat {events:.0f} times", events, misleads=True, anywhere=True)
