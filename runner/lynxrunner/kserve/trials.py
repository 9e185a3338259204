"""The trials of a session at an endpoint of tensors."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from lynxrunner.child import ask
from lynxrunner.kserve.contact import First
from lynxrunner.kserve.request import Load, Request
from lynxrunner.kserve.subject import Subject
from lynxrunner.plan import Point
from lynxrunner.served.point import Measured
from lynxrunner.served.telling import shown
from lynxrunner.served.trials import Done, in_turn, patience_s, stored
from lynxrunner.state import Record
from lynxschema.samples import STORED_STEADY, Column, Samples

ROTATED, MOST_BYTES = 16, 2**26
"""Requests carry so many different inputs in turn, fewer where they are large."""
WINDOW, SPANS = 50, 20


def trials(request: Request, load: Load, found: First, subject: Subject, workspace: Path) -> Done[Point]:
    """Every trial of each point, and by its id why a point was given up. Raises RunError where all were."""
    files = {point: _inputs(subject, point, workspace) for point in load.points}

    def one(point: Point, number: int) -> Measured:
        return _trial(_spec(load, found, point, number) | {"arrays": files[point]}, load, found, workspace)

    return in_turn(load.points, request.trials, one)


def rotated(subject: Subject, point: Point, length: int) -> int:
    """How many different requests take turns."""
    each = sum(array.nbytes for array in subject.batch(point.batch, length).values())
    return max(min(ROTATED, MOST_BYTES // max(each, 1)), 1)


def lengths(point: Point) -> Sequence[int]:
    """Of the inputs in turn; 0 where they have one size."""
    return point.inputs.drawn() if point.inputs else [0]


def _inputs(subject: Subject, point: Point, workspace: Path) -> dict[int, str]:
    """Files of the inputs of each length that occurs."""
    found = {}
    for length in sorted(set(lengths(point))):
        path = workspace / f"inputs-b{point.batch}-l{length}.npz"
        if not path.exists():
            np.savez(path, **subject.batch(point.batch * rotated(subject, point, length), length))  # type: ignore[arg-type]
        found[length] = str(path)
    return found


def _spec(load: Load, found: First, point: Point, number: int) -> Record:
    most = max(STORED_STEADY, load.policy.steady_requests)
    return {
        "target": asdict(found.target), "batch": point.batch, "trial": number, "point": point.id,
        "scenario": point.scenario, "load": point.load.record(), "policy": asdict(load.policy), "window": WINDOW,
        "spread_s": found.typical_s, "spans": SPANS, "inputs": lengths(point), "outputs": [1], "stored": most,
        "judged": most,
    }


def _trial(spec: Record, load: Load, found: First, workspace: Path) -> Measured:
    files = {name: workspace / f"{name}.npz" for name in ("samples", "chunks")}
    patience = patience_s(load.policy, found.typical_s, found.target.endpoint.request_s)
    limit_s = load.timeout_s or patience + load.policy.warmup_limit_s
    what = f"{spec['point']}, trial {spec['trial'] + 1}"
    result = ask("lynxrunner.kserve.trial", {**spec, **{name: str(path) for name, path in files.items()}}, workspace,
                 what, limit_s, shown(what))
    columns = stored(files["samples"])
    columns["batch_size"] = np.full(len(columns["schedule_index"]), spec["batch"], dtype=np.int64)
    return Measured(result, Samples(_wanted(columns, spec["scenario"])), Samples(stored(files["chunks"])))


def _wanted(columns: dict[str, Column], scenario: str) -> dict[str, Column]:
    """Offline, everything is wanted when its phase begins."""
    if scenario != "offline":
        return columns
    scheduled = columns["started_ns"].copy()
    for phase in set(columns["phase"].tolist()):
        chosen = columns["phase"] == phase
        scheduled[chosen] = columns["started_ns"][chosen].min()
    return {**columns, "scheduled_ns": scheduled}
