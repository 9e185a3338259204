"""One trial: `python -m lynxrunner.trial SPEC.json` in a process of its own.

Loads the artefact, warms up, measures, and writes the stored rows (`rows`, NPZ) and everything else (`result`,
JSON) to the paths that the specification names. Nothing heavy beside the runtime is imported.
"""

import gc
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns, time_ns
from typing import Any

import numpy as np

from lynxrunner.capture.memory import peak_bytes
from lynxrunner.capture.noise import noise, reading
from lynxrunner.capture.tree import Tree
from lynxrunner.child import serve
from lynxrunner.errors import RunError
from lynxrunner.load.clock import real
from lynxrunner.load.load import Load
from lynxrunner.load.make import Serving, binder, generator, workers
from lynxrunner.load.monitor import Monitor
from lynxrunner.load.phase import SCHEDULES
from lynxrunner.load.rows import Column, Rows, joined
from lynxrunner.policy import Policy
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Session, Settings, Tensors
from lynxrunner.shapes import require_items
from lynxrunner.state import Record
from lynxrunner.steady import warm_up
from lynxschema.evidence import completions, distribution
from lynxschema.order_statistics import PERCENTILES
from lynxschema.samples import PHASES, STATUSES, STORED_WARMUP


@dataclass(frozen=True)
class Phases:
    """Rows of both phases, whether the first ended in a steady state, and when the trial began [ns].

    An open load begins with its schedule, any other with the process.
    """

    warmup: Rows
    steady: Rows
    settled: bool
    epoch: int

    @property
    def start(self) -> int:
        """When the first steady request was wanted."""
        return int(self.steady.scheduled[0])


def trial(spec: Record) -> Record:
    """Run one trial and return its result; the stored rows go to the file `rows` of the specification."""
    tree, epoch, wall = Tree(), perf_counter_ns(), time_ns()
    before = reading(tree)
    sessions, startup = _start(spec)
    failures: list[str] = []
    monitor = Monitor(spec["tells"])
    phases = _measure(_load(spec, sessions, failures, monitor), spec, failures, epoch)
    after = reading(tree)
    np.savez(Path(spec["rows"]), **stored(phases, spec["stored"]))
    if spec.get("completions"):
        np.save(spec["completions"], np.sort(answered(phases.steady)))
    # A wall clock that was set in between shows as a difference between the two.
    apart = (time_ns() - wall - (perf_counter_ns() - epoch)) / 1e9
    seen = {"noise": noise(tree, before, after), "peak_memory_bytes": peak_bytes(tree)}
    own = {"epoch_ns": phases.epoch, "apart_s": apart, "memory_growth_bytes": monitor.growth_bytes(),
           "upper_ms": uppers(phases.steady.head(spec["judged"]))}
    return {**startup, **summary(phases), **seen, **own}


def uppers(rows: Rows) -> Record:
    """Upper bound of every percentile of the answered requests that has one, in ms from schedule to completion."""
    answered = rows.status == STATUSES["ok"]
    found = distribution((rows.completed - rows.scheduled)[answered])
    return {name: figure["upper"] for name, figure in found.items() if name in PERCENTILES}


def summary(phases: Phases) -> Record:
    """Figures of the whole steady phase, of which only the first rows are stored."""
    steady, start = phases.steady, phases.start
    return {
        "warmup_discarded": len(phases.warmup),
        "settled": phases.settled,
        "duration_s": (int(steady.completed.max()) - start) / 1e9,
        "counts": {name: int((steady.status == code).sum()) for name, code in STATUSES.items()},
        "completions_per_100ms": completions(answered(steady), start),
    }


def answered(rows: Rows) -> Column:
    """When each request that succeeded was completed, in ns of the process's clock."""
    found: Column = rows.completed[rows.status == STATUSES["ok"]]
    return found


def stored(phases: Phases, most: int) -> dict[str, Any]:
    """The last rows of the warm-up and the first `most` of the steady phase as columns, in ns since the epoch."""
    before, after = phases.warmup.tail(STORED_WARMUP), phases.steady.head(most)
    rows = joined([before, after])
    return {
        "schedule_index": np.arange(len(rows), dtype=np.int64) + len(phases.warmup) - len(before),
        "phase": np.repeat([PHASES["warmup"], PHASES["steady"]], [len(before), len(after)]),
        "status": rows.status,
        "scheduled_ns": rows.scheduled - phases.epoch,
        "started_ns": rows.started - phases.epoch,
        "completed_ns": rows.completed - phases.epoch,
        **_batches(phases, len(before), len(rows)),
    }


def _batches(phases: Phases, before: int, count: int) -> dict[str, Any]:
    """Number and size of each stored row's batch, where a batcher formed them."""
    batch = joined([phases.warmup, phases.steady]).batch
    if batch is None:
        return {}
    first = len(phases.warmup) - before
    found = batch[first : first + count]
    return {"batch_id": found, "batch_size": np.bincount(batch)[found]}


def _start(spec: Record) -> tuple[list[Session], Record]:
    """One session per instance; what is timed is the first of them."""
    runtime, settings = find(spec["runtime"]), Settings(spec["threads"], spec["options"])
    runtime.about()  # imports the library, so that loading the model is timed without it
    session, load_ms = _timed(lambda: runtime.load(Path(spec["artefact"]), settings))
    inputs = arrays(spec["inputs"])
    outputs, first_ms = _timed(lambda: session.run(inputs))
    require_items(outputs, len(next(iter(inputs.values()))))
    others = [runtime.load(Path(spec["artefact"]), settings) for _ in range(spec["serving"]["instances"] - 1)]
    return [session, *others], {"load_ms": load_ms, "first_inference_ms": first_ms}


def _load(spec: Record, sessions: list[Session], failures: list[str], monitor: Monitor) -> Load:
    serving, inputs = Serving(**spec["serving"]), arrays(spec["inputs"])
    bind = binder(sessions, inputs, serving.most)
    clock = real(workers(spec["load"], serving))
    return generator(spec["load"], spec["trial"], serving, bind, clock, failures, monitor)


def _measure(load: Load, spec: Record, failures: list[str], epoch: int) -> Phases:
    policy, schedule = Policy(**spec["policy"]), SCHEDULES[spec["scenario"]]
    gc.collect()
    gc.disable()
    gc.freeze()
    warmup, settled = warm_up(load, policy)
    _require_answers(warmup, failures)
    typical = float(np.median(warmup.service()))
    steady = load.run(policy.steady_s, policy.steady_requests, typical)
    _require_answers(steady, failures)
    return Phases(schedule(warmup), schedule(steady), settled, getattr(load, "begins", None) or epoch)


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
