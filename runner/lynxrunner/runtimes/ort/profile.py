"""ONNX Runtime's profile -> effective precision, operations and bytes."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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
)
"""Operators that multiply two tensors."""

Tensor = tuple[str, list[int]]


@dataclass(frozen=True)
class Node:
    """One executed node: tensors as (element type, shape); bytes of its constants."""

    op_type: str
    device: int
    inputs: list[Tensor]
    outputs: list[Tensor]
    constant_bytes: int


def inspection(profile: Path, version: str, inputs: Tensors, outputs: Tensors) -> Inspection:
    """Read the profile of exactly one call on `inputs`, which gave `outputs`."""
    nodes = list(_nodes(json.loads(profile.read_bytes())))
    items = len(next(iter(inputs.values())))
    moved = sum(array.nbytes for array in (*inputs.values(), *outputs.values()))
    constants = sum(node.constant_bytes for node in nodes)
    products = [multiply_accumulates(node) for node in nodes]
    if not sum(products):
        detail = "the profile shows no operator that multiplies two tensors"
        state = not_measured("unsupported_by_runtime", detail)
        return Inspection(state, state, (moved + constants) / items)
    effective = {
        "method": "profile",
        "tool": {"tool": "onnxruntime profiler", "version": version},
        "operators": _operators(nodes, products),
    }
    return Inspection(effective, 2 * sum(products) / items, (moved + constants) / items)


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
    """Format of the second factor of a product, else of the first input: what the kernel is written for."""
    kind = _weight(node)[0] if node.op_type in FACTORS else (node.inputs or node.outputs)[0][0]
    return DTYPES[kind]


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
        for (op, kind, device), share in shares.most_common()
    ]


def _nodes(events: list[dict[str, Any]]) -> Iterator[Node]:
    for event in events:
        args = event.get("args", {})
        if event.get("cat") == "Node" and "input_type_shape" in args:
            inputs, outputs = ([*map(_tensor, args[f"{way}_type_shape"])] for way in ("input", "output"))
            device = DEVICES[args["provider"]]
            yield Node(args["op_name"], device, inputs, outputs, int(args["parameter_size"]))


def _tensor(described: dict[str, list[int]]) -> Tensor:
    (kind, shape), = described.items()
    return kind, shape
