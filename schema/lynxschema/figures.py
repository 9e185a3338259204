"""Figures of trials and operating points from their rows: what the runner publishes and a rule recomputes."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from lynxschema import evidence, queueing
from lynxschema.joined import Joined
from lynxschema.queueing import Discipline
from lynxschema.samples import PHASES, STATUSES, Column, Samples, concatenated

Record = dict[str, Any]
TIMES = {"offline": "batch_service_ms"}
OPEN = ("service_ms", "queue_ms", "dispatch_lateness_ms")
PER_ITEM = ("inferences/s", "images/s", "frames/s")
_TOKENS = {
    "output_tokens/s": ("output_tokens",), "input_tokens/s": ("input_tokens",),
    "total_tokens/s": ("input_tokens", "output_tokens"),
}


def times_member(scenario: str) -> str:
    """Member that carries the times of this scenario's rows: a batch's service offline, else a latency."""
    return TIMES.get(scenario, "latency_ms")


def times(rows: Samples, scenario: str) -> Column:
    """Times of the stored steady rows that succeeded, in ns, in the order of the schedule."""
    return rows.steady().succeeded().latencies(open_load=scenario == "server")


def trial_figures(rows: Samples, scenario: str) -> Record:
    """Members of a trial that its stored rows decide: times and their autocorrelation, number of stored rows."""
    found = times(rows, scenario)
    return {
        "stored_requests": len(rows.steady()),
        times_member(scenario): evidence.distribution(found),
        "autocorrelation_lag1": evidence.autocorrelation(found),
    }


def open_figures(rows: Samples, discipline: Discipline) -> Record:
    """Members of a trial under an open load that say where its latencies went; `rows` with their warm-up."""
    return open_figures_of([rows], discipline)[0]


def open_figures_of(trials: Sequence[Samples], discipline: Discipline) -> list[Record]:
    """The same of each trial."""
    told = evidence.distributions(open_times_of(trials, discipline))
    found: list[Record] = [dict(zip(OPEN, told[begin::len(trials)], strict=True)) for begin in range(len(trials))]
    for figures, each in zip(found, trials, strict=True):
        if "batch_id" in each.columns and discipline.most > 1:
            figures["observed_batch_mean"] = queueing.mean_batch(each.steady().succeeded())
    return found


def open_times_of(trials: Sequence[Samples], discipline: Discipline) -> Joined:
    """Times in ns behind them, of each of `OPEN` all trials': as three times the trials, one sort does for all."""
    rows = concatenated(trials, ("phase", "status", "scheduled_ns", "started_ns", "completed_ns"))
    wanted = (rows["phase"] == PHASES["steady"]) & (rows["status"] == STATUSES["ok"])
    counts = Joined(wanted, [len(each) for each in trials]).sums(wanted).astype(np.int64).tolist()
    columns = (rows.latencies(open_load=False), queueing.waiting(rows), queueing.lateness_of(trials, rows, discipline))
    return Joined(np.concatenate([column[wanted] for column in columns]), counts * len(columns))


def rate_figures(trial: Record, items_each: float, unit: str) -> Record:
    """Members of a trial that its counts, duration and completions per 100 ms decide."""
    value = evidence.rate(trial["counts"]["ok"], items_each, trial["duration_s"])
    return {
        "throughput": {"value": value, "unit": unit},
        "drift": evidence.drift(trial["completions_per_100ms"]),
    }


def work(trial: Record, unit: str, batch: int) -> float | None:
    """Work of a trial in a unit of throughput; None where the trial does not count it."""
    if unit in PER_ITEM:
        return float(trial["counts"]["ok"] * batch)
    if unit == "requests/s":
        return float(trial["counts"]["ok"])
    parts = [trial.get("generation", {}).get(name) for name in _TOKENS.get(unit, ())]
    counted = [part for part in parts if isinstance(part, int | float)]
    return float(sum(counted)) if counted and len(counted) == len(parts) else None


def histogram(rows: Samples, scenario: str) -> Record:
    """Histogram of all trials' stored steady rows of one operating point."""
    return evidence.histogram(times(rows, scenario))


def headline(trials: Sequence[Record], scenario: str) -> Record:
    """Figures over trials."""
    member = times_member(scenario)
    rates = [trial["throughput"] for trial in trials]
    return {
        "trials": len(trials),
        member: evidence.percentiles_over_trials([trial[member] for trial in trials]),
        "throughput": {**evidence.over_trials([rate["value"] for rate in rates]), "unit": rates[0]["unit"]},
    }


def counts(trials: Sequence[Record]) -> dict[str, int]:
    """Requests of all trials by status."""
    return {status: sum(trial["counts"][status] for trial in trials) for status in trials[0]["counts"]}


def contiguous(indices: Column) -> bool:
    """Whether schedule indices ascend by one."""
    return bool(np.all(np.diff(indices) == 1))
