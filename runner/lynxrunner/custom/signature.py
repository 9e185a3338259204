"""What a model takes and gives, as its file says."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel, axes
from lynxrunner.recipes.weights import DTYPES

NUMPY = {"fp32": "float32", "fp64": "float64", "fp16": "float16", "int64": "int64", "int32": "int32", "int16": "int16",
         "int8": "int8", "uint8": "uint8", "uint16": "uint16", "bool": "bool"}
"""Element types of inputs that random numbers can be drawn for -> numpy's names."""
Axis = int | str


@dataclass(frozen=True)
class Slot:
    """An input or output: its axes are lengths, or names of free axes; `below` bounds its values where known."""

    name: str
    dtype: str
    shape: tuple[Axis, ...]
    below: int | None = None

    def free(self) -> list[str]:
        """Names of the free axes after the first, which is the batch."""
        return [axis for axis in self.shape[1:] if isinstance(axis, str)]

    def bound(self, sizes: dict[str, int]) -> "Slot":
        """With sizes in place of the names of free axes."""
        shape = tuple(sizes.get(axis, axis) if isinstance(axis, str) else axis for axis in self.shape)
        return Slot(self.name, self.dtype, shape, self.below)

    def elements(self) -> int:
        """Of one item; free axes must be bound."""
        return prod(axis for axis in self.shape[1:] if isinstance(axis, int))


def inputs(model: OnnxModel, name: str) -> list[Slot]:
    """Inputs in the order of the file. Raises RunError for one that no random tensor fits."""
    rows = dict(_rows(model))
    found = [_slot(value, rows.get(value.name)) for value in model.inputs()]
    for slot in found:
        if slot.dtype not in NUMPY:
            raise RunError(f"{name}: its input {slot.name} has elements of {slot.dtype}, for which no random numbers "
                           "can be drawn; export the model with an input of numbers")
        if not slot.shape:
            raise RunError(f"{name}: its input {slot.name} is a scalar and has no batch axis; make it a constant")
    if not found:
        raise RunError(f"{name}: it has no inputs; there is nothing to measure")
    return found


def outputs(model: OnnxModel, name: str) -> list[Slot]:
    """Outputs in the order of the file. Raises RunError for one that is no tensor."""
    for value in model.proto.graph.output:
        if not value.type.HasField("tensor_type"):
            raise RunError(f"{name}: its output {value.name} is no tensor; export the model with plain tensors "
                           "(for skl2onnx: options={'zipmap': False})")
    return [_slot(value) for value in model.proto.graph.output]


def _slot(value: Any, below: int | None = None) -> Slot:
    dtype = DTYPES.get(value.type.tensor_type.elem_type, "other things than numbers")
    return Slot(value.name, dtype, tuple(axes(value)), below)


def _rows(model: OnnxModel) -> Iterator[tuple[str, int]]:
    """Inputs that choose rows of a constant table, and how many it has."""
    tables = {each.name: each.dims[0] for each in model.proto.graph.initializer if each.dims}
    for node in model.proto.graph.node:
        axis = next((each.i for each in node.attribute if each.name == "axis"), 0)
        if node.op_type == "Gather" and axis == 0 and node.input[0] in tables:
            yield node.input[1], tables[node.input[0]]
