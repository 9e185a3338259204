"""The machine was fed by mains before a trial and by its battery after, or the other way round.

Firmware lowers clocks and power limits on battery, at once and without a word. Figures of both are figures of
neither, in any trial: the checker refuses to call the point valid (LX207).
"""

from lynxrunner.judge.observed import Fault, Observed


def power_source(trial: Observed) -> Fault | None:
    """Whether what fed the machine changed during the trial."""
    read = trial.record["noise"].get("power_source", {})
    if read.get("before") == read.get("after"):
        return None
    return Fault(f"power changed from {read['before']} to {read['after']}", misleads=True, anywhere=True)
