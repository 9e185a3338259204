"""Trials as a judge sees them, built from service times."""

from typing import Any

import numpy as np

from lynxrunner.judge.observed import Observed
from lynxschema import figures
from lynxschema.evidence import completions
from lynxschema.samples import PHASES, STATUSES, STORED_STEADY, Samples

QUIET: dict[str, Any] = {
    "governor": {"before": "performance", "after": "performance"}, "turbo": True,
    "frequency_mhz": {"before": 2800.0, "after": 2790.0}, "thermal_throttle_events": 0,
    "load_average": {"before": 0.1, "after": 0.9}, "steal_share": 0.0,
    "cgroup_throttled_periods": {"not_applicable": "no CPU quota"}, "affinity_cpus": 2,
    "clock_event_reasons": {"not_applicable": "no accelerator"},
}
Table = dict[str, np.ndarray]


def observed(scenario: str, rows: Table, noise: dict[str, Any] | None = None, **further: Any) -> Observed:
    """A trial of steady rows, with the figures that its rows give; `further` goes to `Observed`."""
    begin, done = int(rows["started_ns"][0]), rows["completed_ns"]
    ok = int((rows["status"] == STATUSES["ok"]).sum())
    stored = Samples({name: column[:STORED_STEADY] for name, column in rows.items()})
    record = {
        "duration_s": (int(done.max()) - begin) / 1e9,
        "counts": {"ok": ok, "error": len(done) - ok, "timeout": 0, "cancelled": 0},
        "completions_per_100ms": completions(done, begin), "noise": QUIET | (noise or {}),
    }
    record |= figures.rate_figures(record, 1, "inferences/s") | figures.trial_figures(stored, scenario)
    return Observed(record, stored, scenario, **further)


def closed(service_ns: np.ndarray) -> Table:
    """One request after the other, 1 us apart."""
    completed = np.cumsum(service_ns.astype(np.int64) + 1_000)
    started = completed - service_ns.astype(np.int64)
    return table(started, started, completed)


def arriving(random: np.random.Generator, service_ns: np.ndarray, rate: float) -> Table:
    """A Poisson process of `rate` per second, served one at a time."""
    scheduled = np.cumsum(random.exponential(1e9 / rate, len(service_ns))).astype(np.int64)
    completed, free = np.zeros_like(scheduled), 0
    for position, (due, each) in enumerate(zip(scheduled.tolist(), service_ns.astype(np.int64).tolist(), strict=True)):
        completed[position] = free = max(due, free) + each
    return table(scheduled, completed - service_ns.astype(np.int64), completed)


def table(scheduled: np.ndarray, started: np.ndarray, completed: np.ndarray) -> Table:
    """Columns of steady requests that were all answered."""
    return {
        "operating_point": np.zeros_like(started), "phase": np.full_like(started, PHASES["steady"]),
        "status": np.full_like(started, STATUSES["ok"]),
        "scheduled_ns": scheduled, "started_ns": started, "completed_ns": completed,
    }
