"""The accelerator says why it lowered its clocks.

Reasons as NVML names them (NVML API reference, nvmlClocksEventReasons). Idleness and settings of the user are none of
our business. A power cap is a warning: many boards run at their power limit for good, and the limit is disclosed.
Any other reason misleads, in any trial: NVML documents that a hardware slowdown lowers the core clocks "by a factor of
2 or more", and the checker refuses to call the point valid (LX207).
"""

from lynxrunner.judge.observed import Fault, Observed

CHOSEN = ("none", "idle", "gpu_idle", "applications_clocks_setting", "display_clock_setting")
CAPPED = "sw_power_cap"


def clock_events(trial: Observed) -> Fault | None:
    """Reasons other than idleness and settings."""
    said = trial.record["noise"].get("clock_event_reasons")
    reasons = [reason for reason in said if reason not in CHOSEN] if isinstance(said, list) else []
    if not reasons:
        return None
    misleads = any(reason != CAPPED for reason in reasons)
    text = f"the accelerator lowered its clocks: {', '.join(reasons)}"
    return Fault(text, len(reasons), misleads, anywhere=True)
