"""One trial: `python -m lynxrunner.trial SPEC.json` in a process of its own.

Loads the artefact, warms up, measures, and writes the stored rows (`rows`, NPZ) and everything else (`result`,
JSON) to the paths that the specification names. Nothing heavy beside the runtime is imported.
"""

import gc
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns
from typing import Any

import numpy as np

from lynxrunner.capture.memory import peak_bytes
from lynxrunner.capture.noise import noise, reading
from lynxrunner.capture.tree import Tree
from lynxrunner.child import serve
from lynxrunner.errors import RunError
from lynxrunner.load.phase import SCHEDULES, phase
from lynxrunner.load.rows import Rows, joined
from lynxrunner.policy import Policy
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Call, Settings, Tensors
from lynxrunner.state import Record
from lynxrunner.steady import warm_up
from lynxschema.evidence import completions
from lynxschema.samples import PHASES, STATUSES, STORED_STEADY, STORED_WARMUP


@dataclass(frozen=True)
class Phases:
    """Rows of both phases, and whether the first ended in a steady state."""

    warmup: Rows
    steady: Rows
    settled: bool


def trial(spec: Record) -> Record:
    """Run one trial and return its result; the stored rows go to the file `rows` of the specification."""
    tree, epoch = Tree(), perf_counter_ns()
    before = reading(tree)
    call, startup = _start(spec)
    phases = _measure(call, spec["scenario"], Policy(**spec["policy"]))
    after = reading(tree)
    np.savez(Path(spec["rows"]), **stored(phases, epoch))
    return {**startup, **summary(phases), "noise": noise(tree, before, after), "peak_memory_bytes": peak_bytes(tree)}


def summary(phases: Phases) -> Record:
    """Figures of the whole steady phase, of which only the first rows are stored."""
    steady, start = phases.steady, int(phases.steady.started[0])
    return {
        "warmup_discarded": len(phases.warmup),
        "settled": phases.settled,
        "duration_s": (int(steady.completed[-1]) - start) / 1e9,
        "counts": {name: int((steady.status == code).sum()) for name, code in STATUSES.items()},
        "completions_per_100ms": completions(steady.completed, start),
    }


def stored(phases: Phases, epoch: int) -> dict[str, Any]:
    """The last rows of the warm-up and the first of the steady phase as columns, in ns since `epoch`."""
    before, after = phases.warmup.tail(STORED_WARMUP), phases.steady.head(STORED_STEADY)
    rows = joined([before, after])
    return {
        "schedule_index": np.arange(len(rows), dtype=np.int64) + len(phases.warmup) - len(before),
        "phase": np.repeat([PHASES["warmup"], PHASES["steady"]], [len(before), len(after)]),
        "status": rows.status,
        "scheduled_ns": rows.scheduled - epoch,
        "started_ns": rows.started - epoch,
        "completed_ns": rows.completed - epoch,
    }


def _start(spec: Record) -> tuple[Call, Record]:
    runtime, settings = find(spec["runtime"]), Settings(spec["threads"], spec["options"])
    inputs = arrays(spec["inputs"])
    runtime.about()  # imports the library, so that loading the model is timed without it
    session, load_ms = _timed(lambda: runtime.load(Path(spec["artefact"]), settings))
    _, first_ms = _timed(lambda: session.run(inputs))
    return session.bind(inputs), {"load_ms": load_ms, "first_inference_ms": first_ms}


def _measure(call: Call, scenario: str, policy: Policy) -> Phases:
    failures: list[str] = []
    gc.collect()
    gc.disable()
    gc.freeze()
    warmup, settled = warm_up(call, policy, failures)
    _require_answers(warmup, failures)
    typical = float(np.median(warmup.service()))
    steady = phase(call, policy.steady_s, policy.steady_requests, typical, failures)
    _require_answers(steady, failures)
    schedule = SCHEDULES[scenario]
    return Phases(schedule(warmup), schedule(steady), settled)


def _require_answers(rows: Rows, failures: list[str]) -> None:
    if not (rows.status == STATUSES["ok"]).any():
        raise RunError(f"none of {len(rows)} requests was answered: {failures[0]}")


def arrays(path: str) -> Tensors:
    """The arrays of an NPZ file, in memory and contiguous."""
    with np.load(path, allow_pickle=False) as found:
        return {name: found[name].copy() for name in found.files}


def _timed(action: Any) -> tuple[Any, float]:
    begin = perf_counter_ns()
    result = action()
    return result, (perf_counter_ns() - begin) / 1e6


if __name__ == "__main__":
    serve(trial)
