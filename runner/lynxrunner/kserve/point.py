"""One operating point of an endpoint of tensors: the record of what came back."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lynxrunner.assemble.operating_point import bounds, lengths
from lynxrunner.bound import Bound
from lynxrunner.kserve.target import Target
from lynxrunner.plan import Point
from lynxrunner.served.judges import JUDGES
from lynxrunner.served.point import Measured, verdict
from lynxrunner.served.vantage import COPIES, UNKNOWN
from lynxrunner.state import Record
from lynxschema import evidence, figures, queueing

BUSY = 0.9
"""A client that computes for so much of the time may be what is measured."""
PROTOCOL = "open inference protocol v2"


@dataclass(frozen=True)
class Terms:
    """What holds for every point: the unit of its throughput, of its lengths, the bound, how requests were sent."""

    unit: str
    length_unit: str
    bound: Bound | None
    target: Target
    rotated: bool


def operating_point(point: Point, trials: Sequence[Measured], terms: Terms) -> Record:
    """The contract's operating point."""
    found = [_trial(number, trial, point, terms) for number, trial in enumerate(trials)]
    rows = [trial.rows for trial in trials]
    behind = [number for number, each in enumerate(rows)
              if point.scenario == "server" and not queueing.sustained(each)]
    judged = verdict(point.scenario, _judged(found, trials, point), trials, behind, JUDGES)
    return {
        "id": point.id,
        "scenario": point.scenario,
        "purpose": "result",
        "batch": point.batch,
        "lengths": lengths(point, terms.length_unit),
        "load": {**point.offered, **({"overloaded": True} if behind else {})},
        "bounds": bounds(point, terms.bound, found),
        "latency_definition": latency_definition(point.scenario, terms),
        "counts": figures.counts(found),
        "trials": found,
        "histogram": evidence.histogram(np.concatenate([figures.times(each, point.scenario) for each in rows])),
        "headline": figures.headline(found, point.scenario),
        **UNKNOWN,
        "validity": _with_client(judged, trials),
    }


def latency_definition(scenario: str, terms: Terms) -> Record:
    """From the call or the scheduled arrival with arrays at hand until arrays are there; coding and copies in."""
    local = terms.target.endpoint.local
    return {
        "begins": "scheduled_arrival" if scenario == "server" else "call",
        "ends": "return",
        "clock": "caller_wall_clock" if local else "client_over_network",
        "transport": terms.target.transport,
        "protocol": PROTOCOL,
        "client": "same_host" if local else "network",
        "inputs": "rotated" if terms.rotated else "constant",
        "includes": {"preprocessing": False, **COPIES, "postprocessing": False},
    }


def _trial(number: int, trial: Measured, point: Point, terms: Terms) -> Record:
    shared = ("warmup_discarded", "duration_s", "counts", "completions_per_100ms", "noise")
    record = {"trial": number, **{member: trial.result[member] for member in shared}}
    return record | figures.trial_figures(trial.rows, point.scenario) | figures.rate_figures(
        record, point.batch, terms.unit)


def _judged(found: Sequence[Record], trials: Sequence[Measured], point: Point) -> list[Record]:
    """Trials with how late each request was sent, which is the load generator's doing and no figure of the endpoint."""
    if point.scenario != "server":
        return list(found)
    late = (queueing.waiting(trial.rows.steady().succeeded()) for trial in trials)
    return [{**record, "dispatch_lateness_ms": evidence.distribution(each)}
            for record, each in zip(found, late, strict=True)]


def _with_client(found: Record, trials: Sequence[Measured]) -> Record:
    busiest = max(trial.result["client_cpu_share"] for trial in trials)
    told = [f"the client computed for {busiest:.0%} of the time: it may be what was measured"] if busiest > BUSY else []
    return {**found, "warnings": [*found["warnings"], *told]}
