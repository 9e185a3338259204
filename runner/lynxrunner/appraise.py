"""What is asked of an artefact once, apart from any timed run: `python -m lynxrunner.appraise SPEC.json`.

Describes the runtime as it resolved itself, inspects one call at each batch, and predicts every item with the
session settings of the trials. In a process of its own, because a kernel that crashes must not take the runner
with it.
"""

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from lynxrunner.child import serve
from lynxrunner.decode.steps import has_own_cache, together
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Session, Settings, Tensors
from lynxrunner.shapes import require_items
from lynxrunner.state import Record
from lynxrunner.trial import arrays

FEW, ENOUGH_S = 10, 1.0


def appraise(spec: Record) -> Record:
    """`runtime` (the contract's record) and `inspections` by batch; outputs go to the NPZ file `outputs`."""
    runtime, settings = find(spec["runtime"]), Settings(**spec["settings"])
    artefact = Path(spec["artefact"])
    session = runtime.load(artefact, settings)
    own, most = (has_own_cache(session), together(session, settings)) if spec.get("generates") else (False, 1)
    found = _answered_and_timed(session, spec)
    del session
    # After the session is gone: an inspection opens one of its own, and two of a large model may not fit.
    inspections = {
        batch: asdict(runtime.inspect(artefact, settings, arrays(path), Path.cwd()))
        for batch, path in spec["inputs"].items()
    }
    return {**found, "inspections": inspections, "own_cache": own, "together": most}


def _answered_and_timed(session: Session, spec: Record) -> Record:
    np.savez(spec["outputs"], **outputs(session, arrays(spec["items"]), spec["chunk"]))
    typical = {batch: typical_ms(session, arrays(path)) for batch, path in spec["inputs"].items()}
    return {"runtime": session.describe(), "typical_ms": typical}


def typical_ms(session: Session, inputs: Tensors) -> float:
    """About what a call takes, to plan by: the least of a few, cut short where they are slow."""
    call, times = session.bind(inputs), list[float]()
    with suppress(Exception):
        call()  # the first call of a shape may compile
    begin = perf_counter()
    while len(times) < FEW and (not times or perf_counter() - begin < ENOUGH_S):
        start = perf_counter()
        with suppress(Exception):  # a trial counts what fails, and says so
            call()
        times.append(perf_counter() - start)
    return min(times) * 1e3


def outputs(session: Session, items: Tensors, most: int) -> dict[str, Any]:
    """Outputs [n, ...] of all items, computed in chunks of at most `most`."""
    count, found = len(next(iter(items.values()))), dict[str, Any]()
    for start in range(0, count, most):
        part = slice(start, start + most)
        for name, array in _answered(session, items, part).items():
            # Filled in place: all chunks and their concatenation would be twice the memory.
            found.setdefault(name, np.empty((count, *array.shape[1:]), array.dtype))[part] = array
    return found


def _answered(session: Session, items: Tensors, part: slice) -> Tensors:
    asked = {name: array[part] for name, array in items.items()}
    found = session.run(asked)
    require_items(found, len(next(iter(asked.values()))))
    return found


if __name__ == "__main__":
    serve(appraise)
