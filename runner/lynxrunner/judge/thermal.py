"""The processor throttled itself because it was hot.

The kernel counts these events per core (thermal_throttle/core_throttle_count on x86). Any is worth a warning: what
was measured depends on how the machine is cooled. Never invalid by itself: a machine without a fan runs like that
for good, and where the rate fell during the trial, the drift says so.
"""

from lynxrunner.judge.observed import Fault, Observed


def thermal(trial: Observed) -> Fault | None:
    """Thermal throttle events during the trial."""
    events = trial.noise("thermal_throttle_events")
    return Fault(f"the processor was throttled for heat {events:.0f} times", events) if events else None
