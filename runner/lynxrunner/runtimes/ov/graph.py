"""OpenVINO's runtime model, after a run -> effective precision, operations and bytes.

Each node of it tells its layer type, the precision that it ran in and, once it has run, the shapes that it ran on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from lynxrunner.runtimes.protocol import Inspection, Tensors
from lynxrunner.runtimes.shares import Executed, operators
from lynxrunner.state import Record, not_measured

DTYPES = {"f64": "fp64", "f32": "fp32", "f16": "fp16", "bf16": "bf16", "i8": "int8", "u8": "uint8", "i4": "int4",
          "u4": "uint4", "i32": "int32", "i64": "int64", "u16": "uint16", "i16": "int16", "boolean": "bool",
          "nf4": "nf4", "f8e4m3": "fp8_e4m3fn", "f8e5m2": "fp8_e5m2", "f4e2m1": "fp4_e2m1"}
INTEGERS = ("int8", "uint8", "int4", "uint4")
BITS = {"i4": 4, "u4": 4, "nf4": 4, "f4e2m1": 4, "u1": 1, "u2": 2, "boolean": 8}
CONSTANT, TABLE, FUSED, ATTENTION = "Const", "Gather", "Subgraph", "ScaledDotProductAttention"
NOT_EXECUTED = (CONSTANT, "Input", "Output")
CONVOLUTIONS, PRODUCTS = ("Convolution", "Deconvolution"), ("FullyConnected", "MatMul")


@dataclass(frozen=True)
class Node:
    """A node of the runtime model: tensors as (element type, shape), names of the delivered model's operators."""

    layer: str
    precision: str
    inputs: list[tuple[str, list[int]]]
    outputs: list[tuple[str, list[int]]]
    originals: list[str]


def inspection(
    model: Any, known: Mapping[str, int], compressed: str, version: str, inputs: Tensors, outputs: Tensors
) -> Inspection:
    """Of the runtime model of what has answered exactly `inputs` with `outputs`.

    `known` has the multiply-accumulates of the delivered model's products of two computed matrices by their names, for
    layers that fuse several operators and do not show what is inside; `compressed` is what layers with compressed
    weights compute in.
    """
    items = len(next(iter(inputs.values())))
    moved = sum(array.nbytes for array in (*inputs.values(), *outputs.values())) + constant_bytes(model)
    found = [node for node in nodes(model) if node.layer not in NOT_EXECUTED]
    counts = _counts(found, known)
    executed = [Executed(node.layer, compressed if is_compressed(node) else dtype(node), 0, count)
                for node, count in zip(found, counts, strict=True)]
    products = sum(each.products for each in executed)
    if not products:
        state = not_measured("unsupported_by_runtime", "the runtime model shows no layer that multiplies two tensors")
        return Inspection(state, state, moved / items)
    effective: Record = {"method": "runtime_model", "tool": {"tool": "openvino runtime model", "version": version},
                         "operators": operators(executed)}
    return Inspection(effective, 2 * products / items, moved / items)


def is_compressed(node: Node) -> bool:
    """Whether weights of integers meet activations of floats."""
    kinds = [DTYPES.get(kind, "") for kind, _ in node.inputs[:2]]
    return node.layer in PRODUCTS and len(kinds) == 2 and kinds[0] not in INTEGERS and kinds[1] in INTEGERS


def _counts(found: Sequence[Node], known: Mapping[str, int]) -> list[int]:
    """Multiply-accumulates of each; products that no layer names are shared out to those that fused others."""
    counts = [multiply_accumulates(node, known) for node in found]
    named = {name for node in found for name in node.originals}
    lost = sum(count for name, count in known.items() if name not in named)
    fused = [place for place, node in enumerate(found) if node.layer == FUSED and counts[place]]
    for place in fused:
        counts[place] += lost // len(fused)
    return counts


def multiply_accumulates(node: Node, known: Mapping[str, int]) -> int:
    """From the shapes that ran: each output element of a product costs the length of its reduction.

    Weights of a convolution are [out, in, ...kernel], or [group, out, in, ...kernel] with one axis more.
    """
    if node.layer == ATTENTION:
        (_, query), (_, key) = node.inputs[:2]
        return 2 * prod(query) * key[-2]
    if node.layer in PRODUCTS:
        return prod(node.outputs[0][1]) * node.inputs[0][1][-1]
    if node.layer == FUSED:
        return sum(known.get(name, 0) for name in node.originals)
    if node.layer not in CONVOLUTIONS:
        return 0
    data, weights = node.inputs[0][1], node.inputs[1][1]
    grouped = len(weights) > len(data)
    if node.layer == "Deconvolution":
        return prod(data) * prod(weights[2 if grouped else 1 :])
    return prod(node.outputs[0][1]) * prod(weights[2 if grouped else 1 :])


def dtype(node: Node) -> str:
    """The precision that the layer ran in; of a product of integers that of its second factor, the weights."""
    found = DTYPES.get(node.precision, "fp32")
    if found in INTEGERS and node.layer in (*CONVOLUTIONS, *PRODUCTS):
        return DTYPES.get(node.inputs[1][0], found)
    return found


def nodes(model: Any) -> Iterator[Node]:
    """Nodes of a runtime model in the order in which they run."""
    for each in model.get_ordered_ops():
        told = each.get_rt_info()
        yield Node(_told(told, "layerType"), _told(told, "runtimePrecision"), [*map(_tensor, each.inputs())],
                   [*map(_tensor, each.outputs())], _told(told, "originalLayersNames").split(","))


def constant_bytes(model: Any) -> int:
    """Bytes of the constants that the layers read; of a table that rows are only looked up in, these rows."""
    return sum(map(_read, (each for each in model.get_ordered_ops() if _layer(each) == CONSTANT)))


def _read(constant: Any) -> int:
    users = [target.get_node() for target in constant.output(0).get_target_inputs()]
    looked_up = users and all(_layer(user) == TABLE for user in users)
    return sum(_bytes(*_tensor(each.output(0))) for each in (users if looked_up else [constant]))


def _layer(node: Any) -> str:
    return _told(node.get_rt_info(), "layerType")


def _told(info: Any, key: str) -> str:
    return str(info[key].value) if key in info else ""


def _tensor(port: Any) -> tuple[str, list[int]]:
    shape = port.get_partial_shape()
    return port.get_element_type().get_type_name(), list(shape.to_shape()) if shape.is_static else []


def _bytes(kind: str, shape: list[int]) -> int:
    digits = "".join(filter(str.isdigit, kind)) or "32"
    return prod(shape) * BITS.get(kind, int(digits) if kind[0] in "fiub" else 32) // 8
