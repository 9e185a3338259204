"""A graph -> its two files: `model.onnx` and, beside it, the weights."""

from pathlib import Path

import onnx

from lynxrunner.graphs.builder import WEIGHTS, Builder

MODEL = "model.onnx"


def save(graph: Builder, directory: Path) -> Path:
    """Write into an empty directory; returns the path of the model, which onnx.checker has passed.

    Equal graphs give equal bytes. Raises OSError where the disk is full.
    """
    path = directory / MODEL
    with (directory / WEIGHTS).open("wb") as file:
        for weight, values in graph.drawn():
            file.seek(weight.offset)
            file.write(values.data)
    path.write_bytes(graph.model().SerializeToString(deterministic=True))
    onnx.checker.check_model(path, full_check=True)
    return path
