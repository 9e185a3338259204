"""The delivered model before it is compiled: what products of two computed tensors cost at the shapes that run."""

from math import prod
from pathlib import Path
from typing import Any

from lynxrunner.runtimes.protocol import Tensors


def products(core: Any, artefact: Path, inputs: Tensors) -> dict[str, int]:
    """Multiply-accumulates of each such matrix product by its name; none of those whose shapes stay unknown.

    Products with weights are left out: layers of their own show them.
    """
    model = core.read_model(str(artefact))
    named = zip(model.get_parameters(), model.inputs, strict=True)
    model.reshape({port: list(inputs[node.get_friendly_name()].shape) for node, port in named})
    computed, found = set[str](), dict[str, int]()
    for node in model.get_ordered_ops():
        sources = [port.get_source_output().get_node().get_friendly_name() in computed for port in node.inputs()]
        if any(sources) or node.get_type_name() == "Parameter":
            computed.add(node.get_friendly_name())
        if node.get_type_name() == "MatMul" and all(sources) and _known(node):
            found[node.get_friendly_name()] = _count(node)
    return found


def _count(node: Any) -> int:
    first = node.input(0).get_partial_shape().to_shape()
    reduced = first[-2 if node.get_attributes()["transpose_a"] else -1]
    return int(prod(node.output(0).get_partial_shape().to_shape()) * reduced)


def _known(node: Any) -> bool:
    return bool(node.input(0).get_partial_shape().is_static and node.output(0).get_partial_shape().is_static)
