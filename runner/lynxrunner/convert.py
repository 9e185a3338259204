"""A model converted by a precision recipe: `python -m lynxrunner.convert SPEC.json`.

In a process of its own, because what a converter took of memory does not come back to the process that it ran in, and
because it prints, logs and sets up what the runner does not want.
"""

from pathlib import Path

import numpy as np

from lynxrunner.child import serve
from lynxrunner.recipes.asked import Asked
from lynxrunner.recipes.onnx_recipes import applied
from lynxrunner.runtimes.protocol import Calibration, Source
from lynxrunner.state import Record


def convert(spec: Record) -> Record:
    """`artefact`, a path in this directory, `precision` and `quantization`. Raises RunError where it cannot be."""
    # Mapped: a page of the items that was read can go again.
    items = {name: np.load(path, mmap_mode="r") for name, path in spec["items"].items()}
    source = Source(Path(spec["model"]), Calibration(items, spec["dataset"]), tuple(spec["isa"]))
    artefact, precision, quantization = applied(source, Asked.parse(spec["recipe"]), Path.cwd())
    return {"artefact": str(artefact), "precision": precision, "quantization": quantization}


if __name__ == "__main__":
    serve(convert)
