"""Whether trials hold a latency bound."""

from collections.abc import Sequence

import numpy as np

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.bound import Bound
from lynxschema.queueing import sustained
from lynxschema.samples import Samples

MOST_FAILED = 0.01
"""A service that fails fast holds any bound."""


def holds(trials: Sequence[Trial], bound: Bound) -> bool:
    """Whether every trial's upper bound is within the limit, few requests failed and no queue kept growing."""
    return all(_within(trial, bound) and _answers(trial) and _keeps_up(trial) for trial in trials)


def hopeless(trial: Trial, bound: Bound) -> bool:
    """Whether the service alone takes longer than the limit: then no lower rate helps."""
    rows = trial.rows
    return bool(np.median(rows["completed_ns"] - rows["started_ns"]) > bound.limit_ms * 1e6)


def _within(trial: Trial, bound: Bound) -> bool:
    """A bound that so few requests cannot give holds nothing."""
    upper = trial.result["upper_ms"].get(bound.percentile)
    return bool(upper is not None and upper <= bound.limit_ms)


def _answers(trial: Trial) -> bool:
    counts = trial.result["counts"]
    asked: int = sum(counts.values())
    return bool(asked - counts["ok"] <= MOST_FAILED * asked)


def _keeps_up(trial: Trial) -> bool:
    rows = trial.rows
    return sustained(Samples({"operating_point": np.zeros_like(rows["phase"]), **rows}))
