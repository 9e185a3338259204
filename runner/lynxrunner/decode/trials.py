"""A trial of generation from the runner's side: a fresh process, its result, rows and chunks."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.child import Told, ask
from lynxrunner.decode.executor import require_as_disclosed
from lynxrunner.energy.metered import metered
from lynxrunner.estimate import Typical, interval_s, limit_s
from lynxrunner.served.course import SPANS
from lynxschema.samples import STORED_STEADY

if TYPE_CHECKING:
    from lynxrunner.lineup import LineUp
    from lynxrunner.plan import Plan, Point

AHEAD = 3
"""Prompts drawn beforehand, of those that a steady phase should hold: its warm-up and some haste included."""
WINDOW, QUICK_WINDOW, QUICK_SPANS = 10, 3, 5
"""Answers that two successive windows of the warm-up compare: they are long, and their passes many."""


def generate(plan: "Plan", lineup: "LineUp", point: "Point", number: int, workspace: Path, told: Told) -> Trial:
    """The `number`-th trial of a point. Raises RunError where its process fails, crashes or hangs."""
    files = {name: workspace / f"{name}.npz" for name in ("samples", "chunks")}
    completions = workspace / "completions.npy"
    spec = {
        **_load(plan, point, lineup.typical_ms), "runtime": lineup.variant.runtime, "settings": asdict(lineup.settings),
        "artefact": str(lineup.artefact), "decoder": asdict(lineup.decoder) if lineup.decoder else None,
        "capacity": plan.capacity, "trial": number, "drawn_from": f"{point.id}/{number}",
        **{name: str(path) for name, path in files.items()}, "completions": str(completions) if plan.meter else None,
    }
    what = f"a trial of {lineup.variant} at {point.id}"
    limit = limit_s(plan, point, lineup.typical_ms)
    result, seen = metered(plan.meter, lambda: ask("lynxrunner.decode.trial", spec, workspace, what, limit, told))
    require_as_disclosed(lineup.executor, result["kv_cache_bytes"])
    if seen:
        result["readings"] = seen.record(result["epoch_ns"], np.load(completions), 1)
    return Trial(result, *map(_columns, files.values()))


def _load(plan: "Plan", point: "Point", typical: Typical) -> dict[str, object]:
    assert point.inputs and point.outputs, "a point that generates"
    quick = plan.profile == "draft" and plan.policy.window_s < 0.1
    most = max(STORED_STEADY, plan.policy.steady_requests)
    return {
        "scenario": point.scenario, "load": point.offered, "policy": asdict(plan.policy), "spread_s": 0.0,
        "window": QUICK_WINDOW if quick else WINDOW, "spans": QUICK_SPANS if quick else SPANS,
        "expected": int(AHEAD * plan.policy.steady_s / interval_s(plan, point, typical)),
        "inputs": point.inputs.drawn(), "outputs": point.outputs.drawn(), "stored": most, "judged": most,
    }


def _columns(path: Path) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    with np.load(path, allow_pickle=False) as found:
        return {name: found[name] for name in found.files}
