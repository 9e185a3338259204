"""The load generator was late: under an open load it began requests after their scheduled arrival.

Latency counts from the schedule, so lateness is part of it. Over a tenth of the median latency is a warning: five
times the effects that the contract calls ties. Over half of it misleads: most of the latency is then the generator's
and not the executor's. At p99 a busy host makes any generator late by milliseconds (2 to 5 were measured with a
spinning dispatcher), so that over half of the latency's p99 is a warning only.
"""

from lynxrunner.judge.observed import Fault, Observed

NOTABLE, MISLEADING = 0.10, 0.50


def lateness(trial: Observed) -> Fault | None:
    """Lateness that is a good part of the latency."""
    middle, tail = _share(trial, "p50"), _share(trial, "p99")
    if middle > NOTABLE:
        text = f"the load generator was late by {middle:.0%} of the median latency"
        return Fault(text, 1 + middle, misleads=middle > MISLEADING)
    if tail > MISLEADING:
        return Fault(f"the load generator's p99 lateness is {tail:.0%} of the p99 latency", tail)
    return None


def _share(trial: Observed, percentile: str) -> float:
    """Lateness over latency at a percentile; 0 where either is not published."""
    late, whole = (trial.record.get(name, {}).get(percentile) for name in ("dispatch_lateness_ms", "latency_ms"))
    return float(late["value"] / whole["value"]) if late and whole and whole["value"] else 0.0
