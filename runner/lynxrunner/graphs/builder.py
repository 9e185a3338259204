"""An ONNX graph in the making: nodes one after the other, weights named now and drawn when the file is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import prod
from typing import Any, NamedTuple

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from lynxrunner.graphs.weights import Array, balanced, centred

OPSET, IR = 17, 8
PAGE = 4096
"""Weights begin at multiples of it, so that a runtime can map them into memory."""
WEIGHTS = "weights.bin"

Shape = tuple[int, ...]


class Weight(NamedTuple):
    """A float32 tensor: uniform around `mean` with this standard deviation, which may be 0."""

    name: str
    shape: Shape
    deviation: float
    mean: float
    balanced: bool
    offset: int

    @property
    def size(self) -> int:
        """Bytes."""
        return 4 * prod(self.shape)


@dataclass
class Builder:
    """Collects what `model` makes a graph of. Every method that adds a node returns the name of its output."""

    name: str
    seed: int
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[Weight] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)
    inputs: list[onnx.ValueInfoProto] = field(default_factory=list)
    outputs: list[onnx.ValueInfoProto] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def input(self, name: str, kind: int, shape: list[int | str]) -> str:
        """An input of the model; `kind` is one of `TensorProto`'s element types."""
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, source: str, name: str, shape: list[int | str]) -> None:
        """Makes a value a float32 output of the model under this name."""
        self.names[source] = name
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def weight(self, name: str, shape: Shape, deviation: float, mean: float = 0.0, balanced: bool = False) -> str:
        """A parameter; where `balanced`, it has no mean over its second axis."""
        self.weights.append(Weight(name, shape, deviation, mean, balanced, -(-self.size // PAGE) * PAGE))
        return name

    def constant(self, name: str, value: Any, dtype: Any = np.int64) -> str:
        """A small constant inside of the file: axes, shapes, factors."""
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def node(self, op_type: str, name: str, *inputs: str, **attributes: Any) -> str:
        """An operator with one output."""
        return self.split(op_type, name, 1, *inputs, **attributes)[0]

    def split(self, op_type: str, name: str, count: int, *inputs: str, **attributes: Any) -> list[str]:
        """An operator with `count` outputs."""
        outputs = [f"{name}:{position}" for position in range(count)]
        self.nodes.append(helper.make_node(op_type, inputs, outputs, name=name, **attributes))
        return outputs

    @property
    def size(self) -> int:
        """Bytes of the parameters' file."""
        return self.weights[-1].offset + self.weights[-1].size if self.weights else 0

    def model(self) -> onnx.ModelProto:
        """The graph; its parameters lie in the file `weights.bin` beside it."""
        tensors = [*map(_external, self.weights), *self.constants]
        graph = helper.make_graph(list(map(self._named, self.nodes)), self.name, self.inputs, self.outputs, tensors)
        return helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR, producer_name="lynxbench-graphs",
            producer_version="1.0.0",
        )

    def _named(self, node: onnx.NodeProto) -> onnx.NodeProto:
        """The node with the outputs' names in place of its own."""
        found = onnx.NodeProto()
        found.CopyFrom(node)
        for values in (found.input, found.output):
            values[:] = [self.names.get(value, value) for value in values]
        return found

    def drawn(self) -> Iterator[tuple[Weight, Array]]:
        """Every parameter with its values, in the order of the file."""
        for number, weight in enumerate(self.weights):
            draw = balanced if weight.balanced else centred
            values = draw(self.seed, number, weight.shape, weight.deviation)
            values += np.float32(weight.mean)
            yield weight, values


def _external(weight: Weight) -> onnx.TensorProto:
    tensor = TensorProto(
        name=weight.name, data_type=TensorProto.FLOAT, dims=weight.shape, data_location=TensorProto.EXTERNAL
    )
    for key, value in (("location", WEIGHTS), ("offset", weight.offset), ("length", weight.size)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor
