"""The accelerator says why it lowered its clocks.

Reasons as NVML names them (NVML API reference, nvmlClocksEventReasons). Idleness and settings of the user
are none of our business. A power cap or a software thermal limit is a warning: many boards run at their power limit
for good, and the limit is disclosed. A hardware slowdown misleads: NVML documents that it lowers the core clocks
"by a factor of 2 or more", for overheating or an external power brake.
"""

from lynxrunner.judge.observed import Fault, Observed

MISLEADING = ("hw_slowdown", "hw_thermal_slowdown", "hw_power_brake_slowdown")
NOTABLE = (*MISLEADING, "sw_power_cap", "sw_thermal_slowdown")


def clock_events(trial: Observed) -> Fault | None:
    """Reasons other than idleness and settings."""
    said = trial.record["noise"].get("clock_event_reasons")
    reasons = [reason for reason in said if reason in NOTABLE] if isinstance(said, list) else []
    if not reasons:
        return None
    misleads = any(reason in MISLEADING for reason in reasons)
    return Fault(f"the accelerator lowered its clocks: {', '.join(reasons)}", len(reasons), misleads)
