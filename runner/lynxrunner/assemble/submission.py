"""The whole record of one variant, without the list of its evidence files."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

import numpy as np

from lynxrunner.assemble.energy import with_energy
from lynxrunner.assemble.operating_point import Cost, Terms, Trial, operating_point
from lynxrunner.assemble.quality import quality
from lynxrunner.assemble.workload import workload
from lynxrunner.decode.point import generating_point
from lynxrunner.lineup import LineUp
from lynxrunner.plan import Plan, Point
from lynxrunner.session import Session
from lynxrunner.state import Record, not_measured
from lynxschema.contract import VERSION
from lynxschema.records.submission import Startup
from lynxschema.samples import Column, Samples

BY_BATCH = not_measured("varies_by_request", "weights are shared by the requests of a batch, and its size varies")
BY_LENGTH = not_measured("varies_by_request", "inputs have different lengths")
Trials = Mapping[Point, Sequence[Trial]]


def samples(trials: Trials) -> Samples:
    """The rows of `samples.parquet`: ordered by operating point, trial and schedule."""
    parts = [
        {"operating_point": _same(trial, position), "trial": _same(trial, number),
         "batch_size": _same(trial, point.batch), **trial.rows}
        for position, (point, found) in enumerate(trials.items()) for number, trial in enumerate(found)
    ]
    return Samples({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def chunks(trials: Trials) -> dict[str, dict[str, Column]]:
    """Columns of `chunks.parquet` in the same order, where anything was generated."""
    parts = [
        {"operating_point": np.full(len(trial.chunks["chunk_ns"]), position, np.int64),
         "trial": np.full(len(trial.chunks["chunk_ns"]), number, np.int64), **trial.chunks}
        for position, found in enumerate(trials.values()) for number, trial in enumerate(found) if trial.chunks
    ]
    return {"chunks": {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}} if parts else {}


def submission(plan: Plan, session: Session, lineup: LineUp, trials: Trials, rows: Samples) -> Record:
    """The contract's record; `evidence` is added where the files are written."""
    entry = plan.workload.entry
    terms = Terms(entry["throughput_unit"], plan.serving, plan.bound, entry.get("lengths", {}).get("unit", ""))
    points = [
        _metered(
            plan, lineup, found,
            _point(plan, session, lineup, point, found, rows.where(operating_point=position), terms),
        )
        for position, (point, found) in enumerate(trials.items())
    ]
    return {
        "contract": VERSION,
        "executor_id": lineup.executor_id,
        "submitter": session.submitter,
        "workload": workload(plan.workload),
        "executor": lineup.executor,
        "startup": _startup([trial.result for found in trials.values() for trial in found]),
        "quality": quality(plan.workload.reference, lineup.answers, lineup.executor["toolchain"]["artefact"]["sha256"]),
        "operating_points": points,
        "evidence": [],
        "provenance": session.provenance(plan.profile, len(points)),
    }


def _point(
    plan: Plan, session: Session, lineup: LineUp, point: Point, trials: Sequence[Trial], rows: Samples, terms: Terms
) -> Record:
    if point.outputs:
        return generating_point(plan, session.energy, lineup, point, trials)
    return operating_point(point, rows, trials, terms, _cost(plan, session, lineup, point))


def _metered(plan: Plan, lineup: LineUp, trials: Sequence[Trial], point: Record) -> Record:
    devices = lineup.executor["hardware"]["devices"]
    return with_energy(point, plan.meter.terms, trials, devices) if plan.meter else point


def _cost(plan: Plan, session: Session, lineup: LineUp, point: Point) -> Cost:
    if point.inputs and point.inputs.distribution != "fixed":
        return Cost(session.energy, BY_LENGTH, BY_LENGTH)
    seen = lineup.inspections[plan.shape(point)._replace(batch=point.batch)]
    batched = point.scenario == "server" and lineup.executor["scheduling"]["batching"] == "dynamic"
    return Cost(session.energy, seen["operations"], BY_BATCH if batched else seen["bytes"])


def _startup(results: Sequence[Record]) -> Record:
    """Medians over all trials: each of them is a fresh process. A state is the same in each of them."""
    return {member: _middle([result[member] for result in results]) for member in Startup.model_fields}


def _middle(values: list[Any]) -> Any:
    return values[0] if isinstance(values[0], dict) else median(values)


def _same(trial: Trial, value: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.full(len(trial.rows["started_ns"]), value, dtype=np.int64)
