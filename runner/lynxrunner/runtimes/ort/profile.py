"""ONNX Runtime's profile -> effective precision, operations and bytes."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import Any

from lynxrunner.runtimes.protocol import Inspection, Tensors
from lynxrunner.state import Record, not_measured

DTYPES = {
    "float": "fp32", "double": "fp64", "float16": "fp16", "bfloat16": "bf16", "int8": "int8", "uint8": "uint8",
    "int16": "int16", "uint16": "uint16", "int32": "int32", "int64": "int64", "bool": "bool", "int4": "int4",
    "uint4": "uint4", "float8e4m3fn": "fp8_e4m3fn", "float8e5m2": "fp8_e5m2",
}
DEVICES = {"CPUExecutionProvider": 0}
"""Position in hardware.devices of what a provider computes on."""
WEIGHT = {"QLinearConv": 3, "QLinearMatMul": 3, "QGemm": 3}
"""Position of the second factor where scales and zero points stand between the two."""
FACTORS = (
    "Conv", "FusedConv", "NhwcFusedConv", "ConvInteger", "QLinearConv", "ConvTranspose", "MatMul", "FusedMatMul",
    "FusedGemm", "Gemm", "MatMulInteger", "MatMulIntegerToFloat", "DynamicQuantizeMatMul", "QLinearMatMul", "QGemm",
    "MatMulNBits",
)
"""Operators that multiply two tensors."""
UNCOUNTED = (
    "Einsum", "LSTM", "GRU", "RNN", "DynamicQuantizeLSTM", "DeformConv", "Attention", "QAttention",
    "MultiHeadAttention", "GroupQueryAttention", "DecoderMaskedMultiHeadAttention", "MatMulBnb4",
)
"""Operators whose products do not follow from the shapes that the profile shows."""
LOOK_UP = ("Gather", "GatherND", "GatherElements", "GatherBlockQuantized")
"""Operators that read of their constant only what they hand on."""
BYTES = {"float": 4, "float16": 2, "bfloat16": 2, "double": 8, "int64": 8, "uint64": 8, "int32": 4, "uint32": 4,
         "int16": 2, "uint16": 2, "int8": 1, "uint8": 1, "bool": 1}
MOST = 64
"""Kinds of operators that a record holds."""

Tensor = tuple[str, list[int]]


@dataclass(frozen=True)
class Node:
    """One executed node: tensors as (element type, shape); bytes of its constants."""

    op_type: str
    device: int
    inputs: list[Tensor]
    outputs: list[Tensor]
    constant_bytes: int
    known: str | None = None


def inspection(
    profile: Path, version: str, inputs: Tensors, outputs: Tensors, known: Mapping[str, str] | None = None
) -> Inspection:
    """Read the profile of exactly one call on `inputs`, which gave `outputs`.

    `known` has the compute format of operators whose tensors do not show it.
    """
    nodes = list(_nodes(json.loads(profile.read_bytes()), known or {}))
    items = len(next(iter(inputs.values())))
    moved = sum(array.nbytes for array in (*inputs.values(), *outputs.values()))
    moved += sum(bytes_read(node) for node in nodes)
    products = [multiply_accumulates(node) for node in nodes]
    state = _uncounted(nodes, sum(products))
    if state:
        return Inspection(state, state, moved / items)
    effective = {
        "method": "profile",
        "tool": {"tool": "onnxruntime profiler", "version": version},
        "operators": _operators(nodes, products),
    }
    return Inspection(effective, 2 * sum(products) / items, moved / items)


def _uncounted(nodes: list[Node], products: int) -> Record | None:
    found = sorted({node.op_type for node in nodes if node.op_type in UNCOUNTED})
    if found:
        return not_measured("incomplete_coverage", f"the products of {', '.join(found)} are not counted")
    detail = "the profile shows no operator that multiplies two tensors"
    return None if products else not_measured("unsupported_by_runtime", detail)


def bytes_read(node: Node) -> int:
    """Bytes of constants that a node reads: of a table only the rows that it hands on."""
    if node.op_type not in LOOK_UP or not node.outputs:
        return node.constant_bytes
    kind, shape = node.outputs[0]
    return min(node.constant_bytes, BYTES.get(kind, 1) * prod(shape))


def multiply_accumulates(node: Node) -> int:
    """From the shapes that ran: each output element of a product costs the length of its reduction.

    Convolutions have weights [out, in / group, ...kernel]; Gemm may be transposed, hence its reduction is what
    the output leaves of the first factor, [m, k] or [k, m].
    """
    if node.op_type not in FACTORS:
        return 0
    (_, first), (_, second), (_, out) = node.inputs[0], _weight(node), node.outputs[0]
    if node.op_type == "ConvTranspose":
        return prod(first) * prod(second[1:])
    if "Conv" in node.op_type:
        return prod(out) * prod(second[1:])
    if "Gemm" in node.op_type:
        return prod(out) * (prod(first) // out[0])
    return prod(out) * first[-1]


def dtype(node: Node) -> str:
    """Format of the second factor of a product, else of the first input: what the kernel is written for.

    Empty for what is no number: text, sequences.
    """
    if node.op_type in FACTORS:
        return node.known or DTYPES.get(_weight(node)[0], "")
    tensors = [*node.inputs, *node.outputs]
    return DTYPES.get(tensors[0][0], "") if tensors else ""


def _weight(node: Node) -> Tensor:
    return node.inputs[WEIGHT.get(node.op_type, 1)]


def _operators(nodes: list[Node], products: list[int]) -> list[Record]:
    kinds = [(node.op_type, dtype(node), node.device) for node in nodes]
    shares: Counter[tuple[str, str, int]] = Counter()
    for kind, product in zip(kinds, products, strict=True):
        shares[kind] += product
    total, counts = sum(products), Counter(kinds)
    return [
        {"op_type": op, "dtype": kind, "device": device, "count": counts[op, kind, device],
         "share_of_operations": share / total}
        for (op, kind, device), share in shares.most_common(MOST) if kind
    ]


def _nodes(events: list[dict[str, Any]], known: Mapping[str, str]) -> Iterator[Node]:
    for event in events:
        args = event.get("args", {})
        if event.get("cat") == "Node" and "input_type_shape" in args:
            node = _node(args)
            yield replace(node, known=known.get(node.op_type))


def _node(args: dict[str, Any]) -> Node:
    inputs, outputs = ([_tensor(each) for each in args[f"{way}_type_shape"] if each] for way in ("input", "output"))
    return Node(args["op_name"], DEVICES[args["provider"]], inputs, outputs, int(args["parameter_size"]))


def _tensor(described: dict[str, list[int]]) -> Tensor:
    (kind, shape), = described.items()
    return kind, shape
