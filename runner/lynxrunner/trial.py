"""One trial: `python -m lynxrunner.trial SPEC.json` in a process of its own.

Loads the artefact, warms up, measures, and writes the stored rows (`rows`, NPZ) and everything else (`result`,
JSON) to the paths that the specification names. Nothing heavy beside the runtime is imported.
"""

import gc
from pathlib import Path
from time import perf_counter_ns, time_ns
from typing import Any

import numpy as np

from lynxrunner.capture.memory import peak_bytes
from lynxrunner.capture.noise import noise, reading
from lynxrunner.capture.nvidia import watched
from lynxrunner.capture.tree import Tree
from lynxrunner.child import serve
from lynxrunner.errors import RunError
from lynxrunner.load.clock import real
from lynxrunner.load.load import Load
from lynxrunner.load.make import Serving, binder, generator, workers
from lynxrunner.load.monitor import Monitor
from lynxrunner.load.phase import SCHEDULES
from lynxrunner.load.rows import Rows, joined
from lynxrunner.phases import Phases, answered, stored, summary, uppers
from lynxrunner.policy import Policy
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Session, Settings, Tensors
from lynxrunner.shapes import require_items
from lynxrunner.state import Record
from lynxrunner.steady import WINDOW_REQUESTS, warm_up
from lynxschema.samples import STATUSES


def trial(spec: Record) -> Record:
    """Run one trial and return its result; the stored rows go to the file `rows` of the specification."""
    tree, epoch, wall, gpus = Tree(), perf_counter_ns(), time_ns(), watched(spec["settings"]["device"])
    before = reading(tree, gpus)
    sessions, startup = _start(spec)
    failures: list[str] = []
    monitor = Monitor(spec["tells"])
    phases = _measure(_load(spec, sessions, failures, monitor), spec, failures, epoch, monitor)
    after = reading(tree, gpus)
    np.savez(Path(spec["rows"]), **stored(phases, spec["stored"]))
    if spec.get("completions"):
        np.save(spec["completions"], np.sort(answered(phases.steady)))
    # A wall clock that was set in between shows as a difference between the two.
    apart = (time_ns() - wall - (perf_counter_ns() - epoch)) / 1e9
    seen = {"noise": {**noise(tree, before, after), "wall_clock_apart_s": apart}, "peak_memory_bytes": peak_bytes(tree)}
    own = {"scenario": spec["scenario"], "epoch_ns": phases.epoch, "apart_s": apart,
           "memory_growth_bytes": monitor.growth_bytes(),
           "upper_ms": uppers(phases.steady.head(spec["judged"]), spec["scenario"] == "server")}
    return {**startup, **summary(phases), **seen, **own}


def _start(spec: Record) -> tuple[list[Session], Record]:
    """One session per instance; what is timed is the first of them."""
    runtime, settings = find(spec["runtime"]), Settings(**spec["settings"])
    runtime.about()  # imports the library, so that loading the model is timed without it
    session, load_ms = _timed(lambda: runtime.load(Path(spec["artefact"]), settings))
    inputs = arrays(spec["inputs"])
    outputs, first_ms = _timed(lambda: session.run(inputs))
    require_items(outputs, len(next(iter(inputs.values()))))
    others = [runtime.load(Path(spec["artefact"]), settings) for _ in range(spec["serving"]["instances"] - 1)]
    return [session, *others], {**session.startup(load_ms), "first_inference_ms": first_ms}


def _load(spec: Record, sessions: list[Session], failures: list[str], monitor: Monitor) -> Load:
    serving, inputs = Serving(**spec["serving"]), arrays(spec["inputs"])
    bind = binder(sessions, inputs, serving.most, spec["axes"])
    clock = real(workers(spec["load"], serving))
    return generator(spec["load"], spec["trial"], serving, bind, clock, failures, monitor, spec["lengths"])


def _measure(load: Load, spec: Record, failures: list[str], epoch: int, monitor: Monitor) -> Phases:
    policy, schedule = Policy(**spec["policy"]), SCHEDULES[spec["scenario"]]
    load.prepare(policy.warmup_limit_s + policy.steady_s, policy.steady_requests)
    gc.collect()
    gc.disable()
    gc.freeze()
    warmup, settled = warm_up(load, policy)
    _require_answers(warmup, failures)
    typical = float(np.median(warmup.service()))
    monitor.begin()
    # An open load went on while the warm-up was judged: the queue of that moment is no part of the steady phase.
    parts = [warmup, load.run(policy.window_s, WINDOW_REQUESTS, typical)] if load.begins else [warmup]
    steady = load.run(policy.steady_s, policy.steady_requests, typical)
    _require_answers(steady, failures)
    return Phases(schedule(joined(parts)), schedule(steady), settled, load.begins or epoch)


def _require_answers(rows: Rows, failures: list[str]) -> None:
    if not (rows.status == STATUSES["ok"]).any():
        raise RunError(f"none of {len(rows)} requests was answered: {failures[0]}")


def arrays(path: str) -> Tensors:
    """The arrays of an NPZ file, in memory and contiguous."""
    with np.load(path, allow_pickle=False) as found:
        return {name: np.require(found[name], requirements="C") for name in found.files}


def _timed(action: Any) -> tuple[Any, float]:
    begin = perf_counter_ns()
    result = action()
    return result, (perf_counter_ns() - begin) / 1e6


if __name__ == "__main__":
    serve(trial)
