"""A trial from the runner's side: a fresh process, its result and its rows."""

from dataclasses import asdict
from pathlib import Path

import numpy as np

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.child import Told, ask
from lynxrunner.decode.trials import generate
from lynxrunner.energy.metered import metered
from lynxrunner.estimate import limit_s, needed
from lynxrunner.lineup import LineUp
from lynxrunner.plan import Plan, Point
from lynxschema.samples import STORED_STEADY

STORED_SEARCH = 500
"""Steady requests stored per trial of a search step."""


def run_trial(
    plan: Plan, lineup: LineUp, point: Point, number: int, inputs: str, workspace: Path, told: Told
) -> Trial:
    """The `number`-th trial of a point. Raises RunError where its process fails, crashes or hangs."""
    if point.outputs:
        return generate(plan, lineup, point, number, workspace, told)
    rows, completions = workspace / "rows.npz", workspace / "completions.npy"
    meter = plan.meter if point.purpose == "result" else None
    spec = {
        "runtime": lineup.variant.runtime, "settings": asdict(lineup.settings),
        "artefact": str(lineup.artefact), "inputs": inputs, "scenario": point.scenario,
        "lengths": lengths(point), "axes": plan.workload.length_axes(),
        "load": point.offered, "trial": number, "serving": asdict(plan.serving), "stored": stored(plan, point),
        "judged": judged(plan),
        "policy": asdict(plan.policy), "rows": str(rows),
        "completions": str(completions) if meter else None,
    }
    what = f"a trial of {lineup.variant} at {point.id}"
    limit = limit_s(plan, point, lineup.typical_ms)
    result, seen = metered(meter, lambda: ask("lynxrunner.trial", spec, workspace, what, limit, told))
    if seen:
        result["readings"] = seen.record(result["epoch_ns"], np.load(completions), point.batch)
    with np.load(rows, allow_pickle=False) as found:
        return Trial(result, {name: found[name] for name in found.files})


def lengths(point: Point) -> list[int]:
    """What requests take in turn, each item of a batch alike; none where inputs have one size."""
    return point.inputs.drawn() if point.inputs else []


def stored(plan: Plan, point: Point) -> int:
    """Steady requests stored per trial."""
    return STORED_SEARCH if point.purpose == "search_step" else judged(plan)


def judged(plan: Plan) -> int:
    """Steady requests that bounds are computed from: as many as a result stores."""
    return max(STORED_STEADY, needed(plan.percentile))
