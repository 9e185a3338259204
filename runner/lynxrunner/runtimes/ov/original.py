"""The delivered model before it is compiled: what its matrix products cost at the shapes that run."""

from math import prod
from pathlib import Path
from typing import Any

from lynxrunner.runtimes.protocol import Tensors


def products(core: Any, artefact: Path, inputs: Tensors) -> dict[str, int]:
    """Multiply-accumulates of each matrix product by its name; none of those whose shapes stay unknown."""
    model = core.read_model(str(artefact))
    named = zip(model.get_parameters(), model.inputs, strict=True)
    model.reshape({port: list(inputs[node.get_friendly_name()].shape) for node, port in named})
    found = (each for each in model.get_ordered_ops() if each.get_type_name() == "MatMul")
    return {each.get_friendly_name(): _count(each) for each in found if _known(each)}


def _count(node: Any) -> int:
    first = node.input(0).get_partial_shape().to_shape()
    reduced = first[-2 if node.get_attributes()["transpose_a"] else -1]
    return int(prod(node.output(0).get_partial_shape().to_shape()) * reduced)


def _known(node: Any) -> bool:
    return bool(node.input(0).get_partial_shape().is_static and node.output(0).get_partial_shape().is_static)
