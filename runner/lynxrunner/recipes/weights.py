"""Formats of a model's parameters, counted from its initialisers."""

from collections import Counter
from math import prod
from typing import Any

from lynxrunner.onnx_model import OnnxModel
from lynxrunner.state import Record

DENSE: Record = {"pattern": "none", "share": 0}
DTYPES = {
    1: "fp32", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64", 9: "bool", 10: "fp16",
    11: "fp64", 16: "bf16", 17: "fp8_e4m3fn", 18: "fp8_e4m3fnuz", 19: "fp8_e5m2", 20: "fp8_e5m2fnuz",
    21: "uint4", 22: "int4", 23: "fp4_e2m1",
}
"""`TensorProto.DataType` -> the contract's names."""
SCALES = {"QuantizeLinear": (1, 2), "DequantizeLinear": (1, 2)}
"""Inputs that are scales and zero points, and no parameters."""


def element_counts(model: OnnxModel) -> Counter[str]:
    """Number of parameters by format, scales and zero points left out."""
    aside = {name for node in model.proto.graph.node for name in _scales(node)}
    counts: Counter[str] = Counter()
    for tensor in model.proto.graph.initializer:
        if tensor.name not in aside:
            counts[DTYPES.get(tensor.data_type, "bool")] += prod(tensor.dims)
    return counts


def _scales(node: Any) -> list[str]:
    positions = SCALES.get(node.op_type, ())
    return [node.input[position] for position in positions if position < len(node.input)]
