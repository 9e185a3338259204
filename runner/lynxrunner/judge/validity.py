"""The contract's `validity` of an operating point: every judge over every trial."""

from collections.abc import Collection, Mapping, Sequence

from lynxrunner.judge.autocorrelation import autocorrelation
from lynxrunner.judge.bimodality import bimodality
from lynxrunner.judge.clock_events import clock_events
from lynxrunner.judge.clock_step import clock_step
from lynxrunner.judge.contention import contention
from lynxrunner.judge.drift import drift
from lynxrunner.judge.failures import failures
from lynxrunner.judge.frequency import frequency
from lynxrunner.judge.lateness import lateness
from lynxrunner.judge.observed import Fault, Judge, Observed
from lynxrunner.judge.power_source import power_source
from lynxrunner.judge.quota import quota
from lynxrunner.judge.steal import steal
from lynxrunner.judge.thermal import thermal
from lynxrunner.judge.unsettled import unsettled
from lynxrunner.judge.warmup_leak import warmup_leak
from lynxrunner.state import Record

JUDGES: tuple[Judge, ...] = (
    clock_step, failures, unsettled, warmup_leak, drift, lateness, steal, contention, quota, thermal, power_source,
    clock_events, frequency, bimodality, autocorrelation,
)
NAMED = 8
"""More trials than these are counted, not named."""


def validity(trials: Sequence[Observed], judges: Sequence[Judge] = JUDGES) -> Record:
    """Reasons against the point, and warnings.

    The headline is a mean over trials with its median beside it. A median stands as long as fewer than half of
    its values are wrong, and the interval shows those: so a fault that misleads makes the point invalid where
    at least half of the trials have it, and is a warning otherwise.
    """
    reasons: list[str] = []
    warnings: list[str] = []
    for judge in judges:
        faults = {number: fault for number, trial in enumerate(trials) if (fault := judge(trial))}
        if faults:
            (reasons if _invalid(faults.values(), len(trials)) else warnings).append(_told(faults, len(trials)))
    return {"valid": not reasons, "reasons": reasons, "warnings": warnings}


def _invalid(faults: Collection[Fault], trials: int) -> bool:
    found = [fault for fault in faults if fault.misleads]
    return any(fault.anywhere for fault in found) or 2 * len(found) >= trials


def _told(faults: Mapping[int, Fault], trials: int) -> str:
    """The worst of one kind, and the trials that have it."""
    worst = max(faults.values(), key=lambda fault: (fault.misleads, fault.size))
    if len(faults) == 1:
        return f"{worst.text} (trial {next(iter(faults))})"
    return f"{worst.text} (worst of {_names(faults, trials)})"


def _names(faults: Mapping[int, Fault], trials: int) -> str:
    if len(faults) > NAMED:
        return f"{len(faults)} of {trials} trials"
    return f"trials {', '.join(map(str, faults))}"
