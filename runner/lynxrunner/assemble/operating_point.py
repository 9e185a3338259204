"""One operating point: condition, trials, figures. Every figure comes from `lynxschema.figures`."""

from collections.abc import Sequence
from dataclasses import dataclass

from lynxrunner.plan import Point
from lynxrunner.state import Record, not_applicable
from lynxschema import figures
from lynxschema.samples import Column, Samples

LOADS: dict[str, Record] = {
    "single_stream": {"kind": "closed", "concurrency": 1},
    "offline": {"kind": "all_at_once"},
}


@dataclass(frozen=True)
class Trial:
    """What one process measured: its result, and its stored rows as columns without those that name it."""

    result: Record
    rows: dict[str, Column]


@dataclass(frozen=True)
class Cost:
    """Figures of a point that no sample gives."""

    energy: Record
    operations: Record | float
    bytes: Record | float


def operating_point(point: Point, rows: Samples, trials: Sequence[Trial], unit: str, cost: Cost) -> Record:
    """The contract's operating point; `rows` are those of this point alone."""
    found = [_trial(number, trial, rows.where(trial=number), point, unit) for number, trial in enumerate(trials)]
    return {
        "id": point.id,
        "scenario": point.scenario,
        "purpose": "result",
        "batch": point.batch,
        "lengths": not_applicable("inputs have one size"),
        "load": LOADS[point.scenario],
        "bounds": not_applicable("no latency bound was asked for"),
        "latency_definition": latency_definition(),
        "counts": figures.counts(found),
        "trials": found,
        "histogram": figures.histogram(rows, point.scenario),
        "headline": figures.headline(found, point.scenario),
        "energy": cost.energy,
        "peak_memory_bytes": _peak([trial.result["peak_memory_bytes"] for trial in trials]),
        "bytes_per_inference": cost.bytes,
        "operations_per_inference": cost.operations,
        "validity": _validity(trials),
    }


def latency_definition() -> Record:
    """In-process call to return, from inputs in the host's memory to outputs in the host's memory.

    On a CPU no copy is needed for that; the definition is the one that an accelerator's copies are part of.
    """
    includes = {"preprocessing": False, "host_to_device_copy": True, "device_to_host_copy": True,
                "postprocessing": False}
    return {"begins": "call", "ends": "return", "clock": "caller_wall_clock", "transport": "in_process",
            "includes": includes}


def _trial(number: int, trial: Trial, rows: Samples, point: Point, unit: str) -> Record:
    shared = ("warmup_discarded", "duration_s", "counts", "completions_per_100ms", "noise")
    record = {"trial": number, **{member: trial.result[member] for member in shared}}
    # A row is one call, and a call answers a whole batch.
    return {**record, **figures.trial_figures(rows, point.scenario), **figures.rate_figures(record, point.batch, unit)}


def _peak(found: Sequence[Record | int]) -> Record | int:
    return next((state for state in found if isinstance(state, dict)), 0) or max(found)  # type: ignore[type-var]


def _validity(trials: Sequence[Trial]) -> Record:
    unsettled = [number for number, trial in enumerate(trials) if not trial.result["settled"]]
    failed = sum(sum(trial.result["counts"].values()) - trial.result["counts"]["ok"] for trial in trials)
    reasons = [f"no steady state at the end of the warm-up of trial {number}" for number in unsettled]
    reasons += [f"{failed} requests were not answered"] if failed else []
    return {"valid": not reasons, "reasons": reasons}
