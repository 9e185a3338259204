"""What is asked of an artefact once, apart from any timed run: `python -m lynxrunner.appraise SPEC.json`.

Describes the runtime as it resolved itself, inspects one call at each batch, and predicts every item with the
session settings of the trials. In a process of its own, because a kernel that crashes must not take the runner
with it.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from lynxrunner.child import serve
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Session, Settings, Tensors
from lynxrunner.state import Record
from lynxrunner.trial import arrays

CHUNK = 32
"""Items of one call while predicting."""


def appraise(spec: Record) -> Record:
    """`runtime` (the contract's record) and `inspections` by batch; outputs go to the NPZ file `outputs`."""
    runtime, settings = find(spec["runtime"]), Settings(spec["threads"], spec["options"])
    artefact = Path(spec["artefact"])
    session = runtime.load(artefact, settings)
    np.savez(spec["outputs"], **outputs(session, arrays(spec["items"])))
    inspections = {
        batch: asdict(runtime.inspect(artefact, settings, arrays(path), Path.cwd()))
        for batch, path in spec["inputs"].items()
    }
    return {"runtime": session.describe(), "inspections": inspections}


def outputs(session: Session, items: Tensors) -> dict[str, Any]:
    """Outputs [n, ...] of all items, computed in chunks."""
    count = len(next(iter(items.values())))
    chunks = [
        session.run({name: array[start : start + CHUNK] for name, array in items.items()})
        for start in range(0, count, CHUNK)
    ]
    return {name: np.concatenate([chunk[name] for chunk in chunks]) for name in chunks[0]}


if __name__ == "__main__":
    serve(appraise)
