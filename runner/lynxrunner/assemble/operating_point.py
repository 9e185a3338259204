"""One operating point: condition, trials, figures. Every figure comes from `lynxschema.figures`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lynxrunner.bound import Bound
from lynxrunner.growth import grows
from lynxrunner.judge.observed import Observed
from lynxrunner.judge.validity import validity
from lynxrunner.load.make import Serving
from lynxrunner.plan import Point
from lynxrunner.state import Record, not_applicable
from lynxschema import figures
from lynxschema.queueing import sustained
from lynxschema.samples import Column, Samples

TAIL = ("p99", "p99_9")


@dataclass(frozen=True)
class Trial:
    """What one process measured: its result, and its stored rows, and chunks where it generated, as columns without
    those that name it."""

    result: Record
    rows: dict[str, Column]
    chunks: dict[str, Column] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """Figures of a point that no sample gives."""

    energy: Record
    operations: Record | float
    bytes: Record | float


@dataclass(frozen=True)
class Terms:
    """What holds for every point of a submission: units, how requests are served, the bound."""

    unit: str
    serving: Serving
    bound: Bound | None = None
    length_unit: str = ""


def operating_point(point: Point, rows: Samples, trials: Sequence[Trial], terms: Terms, cost: Cost) -> Record:
    """The contract's operating point; `rows` are those of this point alone."""
    found = [_trial(number, trial, rows.where(trial=number), point, terms) for number, trial in enumerate(trials)]
    behind = _behind(point, [rows.where(trial=number) for number in range(len(trials))])
    return {
        "id": point.id,
        "scenario": point.scenario,
        "purpose": point.purpose,
        "batch": point.batch,
        "lengths": lengths(point, terms.length_unit),
        "load": {**point.offered, "overloaded": True} if behind else point.offered,
        "bounds": bounds(point, terms.bound, found),
        "latency_definition": latency_definition(point.scenario),
        "counts": figures.counts(found),
        "trials": found,
        "histogram": figures.histogram(rows, point.scenario),
        "headline": figures.headline(found, point.scenario),
        "energy": cost.energy,
        "peak_memory_bytes": _peak([trial.result["peak_memory_bytes"] for trial in trials]),
        "bytes_per_inference": cost.bytes,
        "operations_per_inference": cost.operations,
        "validity": _validity(validity(_observed(point, rows, found, trials)), trials, behind),
    }


def latency_definition(scenario: str) -> Record:
    """In-process call (open load: scheduled arrival) to return, inputs and outputs in the host's memory.

    On a CPU no copy is needed for that; the definition is the one that an accelerator's copies are part of.
    """
    includes = {"preprocessing": False, "host_to_device_copy": True, "device_to_host_copy": True,
                "postprocessing": False}
    begins = "scheduled_arrival" if scenario == "server" else "call"
    return {"begins": begins, "ends": "return", "clock": "caller_wall_clock", "transport": "in_process",
            "includes": includes}


def _trial(number: int, trial: Trial, rows: Samples, point: Point, terms: Terms) -> Record:
    shared = ("warmup_discarded", "duration_s", "counts", "completions_per_100ms", "noise")
    record = {"trial": number, **{member: trial.result[member] for member in shared}}
    # A row is one call, and a call answers a whole batch; under an open load a row is one request.
    record |= figures.trial_figures(rows, point.scenario) | figures.rate_figures(record, point.batch, terms.unit)
    if point.scenario == "server":
        record |= figures.open_figures(rows, terms.serving.discipline)
    return without_tail(record) if point.purpose == "search_step" else record


def without_tail(trial: Record) -> Record:
    """A step of a search is one of many: its tail is not published."""
    return {name: _without(member, TAIL) if name.endswith("_ms") else member for name, member in trial.items()}


def _without(found: Record, names: Sequence[str]) -> Record:
    return {name: value for name, value in found.items() if name not in names}


def lengths(point: Point, unit: str) -> Record:
    """The contract's `lengths` of a workload that generates nothing."""
    if point.inputs is None:
        return not_applicable("inputs have one size")
    return {
        "unit": unit, "input": point.inputs.record(),
        **dict.fromkeys(("output", "ignore_eos", "shared_prefix_share"), not_applicable("nothing is generated")),
    }


def _behind(point: Point, trials: Sequence[Samples]) -> list[int]:
    """Trials that did not keep up with an open load."""
    return [number for number, rows in enumerate(trials) if point.scenario == "server" and not sustained(rows)]


def bounds(point: Point, bound: Bound | None, trials: Sequence[Record]) -> Any:
    """The contract's `bounds`: whether every trial's upper bound held the limit."""
    if bound is None or point.scenario != "server":
        return not_applicable("no latency bound was asked for")
    if point.purpose == "search_step":
        return not_applicable("a step of a search: its tail is not published")
    uppers = [trial["latency_ms"].get(bound.percentile, {}).get("upper") for trial in trials]
    held = all(upper is not None and upper <= bound.limit_ms for upper in uppers)
    return [{"metric": "latency_ms", "percentile": bound.percentile, "limit_ms": bound.limit_ms, "held": held}]


def _validity(found: Record, trials: Sequence[Trial], behind: Sequence[int]) -> Record:
    grown = [number for number, trial in enumerate(trials) if grows(trial.result)]
    told = [f"memory grew while trials {', '.join(map(str, grown))} ran: does the runtime leak?"] if grown else []
    reasons = [f"overloaded: the queue grew throughout trials {', '.join(map(str, behind))}"] if behind else []
    reasons = [*found["reasons"], *reasons]
    return {"valid": not reasons, "reasons": reasons, "warnings": [*found.get("warnings", []), *told]}


def _peak(found: Sequence[Record | int]) -> Record | int:
    return next((state for state in found if isinstance(state, dict)), 0) or max(found)  # type: ignore[type-var]


def _observed(point: Point, rows: Samples, found: Sequence[Record], trials: Sequence[Trial]) -> list[Observed]:
    return [
        Observed(record, rows.where(trial=number), point.scenario, trial.result["settled"], trial.result["apart_s"])
        for number, (record, trial) in enumerate(zip(found, trials, strict=True))
    ]
