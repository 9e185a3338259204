"""Formats of a model's parameters, counted from its initialisers."""

from collections import Counter
from math import prod
from typing import Any

from lynxrunner.onnx_model import OnnxModel
from lynxrunner.state import Record, not_applicable

DENSE: Record = {"pattern": "none", "share": 0}
DTYPES = {
    1: "fp32", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64", 9: "bool", 10: "fp16",
    11: "fp64", 16: "bf16", 17: "fp8_e4m3fn", 18: "fp8_e4m3fnuz", 19: "fp8_e5m2", 20: "fp8_e5m2fnuz",
    21: "uint4", 22: "int4", 23: "fp4_e2m1",
}
"""`TensorProto.DataType` -> the contract's names."""
FLOATS = ("fp64", "fp32", "fp16", "bf16")
SCALES = {"QuantizeLinear": (1, 2), "DequantizeLinear": (1, 2), "MatMulNBits": (1, 2, 3)}
"""Inputs that are scales and zero points, and no parameters; packed parameters are counted from attributes."""
BESIDE = ("_scale", "_zero_point")
"""What the dynamic quantizer names the scale and zero point of a tensor `X_quantized`."""


def element_counts(model: OnnxModel) -> Counter[str]:
    """Number of parameters by format; scales, zero points, shapes and axes left out."""
    graph = model.proto.graph
    names = {tensor.name for tensor in graph.initializer}
    aside = {name for node in graph.node for name in _scales(node)} | _beside(names)
    counts: Counter[str] = Counter()
    for tensor in graph.initializer:
        if tensor.name not in aside:
            counts[DTYPES.get(tensor.data_type, "bool")] += prod(tensor.dims)
    for node in graph.node:
        if node.op_type == "MatMulNBits":
            counts.update(_packed(node))
    for dtype in ("int64", "bool"):
        counts.pop(dtype, None)
    return counts


def parts(model: OnnxModel, level: Record, **others: Record) -> list[Record]:
    """The contract's `precision.weights`; `level` scales every format that is no float and none of the `others`."""
    counts = element_counts(model)
    total = counts.total()
    return [_part(dtype, count / total, others.get(dtype, level)) for dtype, count in counts.most_common()]


def _part(dtype: str, share: float, level: Record) -> Record:
    scaling: Any = not_applicable("not quantized") if dtype in FLOATS else [level]
    return {"model": "main", "dtype": dtype, "scaling": scaling, "sparsity": DENSE, "share_of_parameters": share}


def _packed(node: Any) -> dict[str, int]:
    """Elements of a MatMulNBits. Without zero points its unsigned codes are centred: a signed format."""
    found = {attribute.name: attribute.i for attribute in node.attribute}
    signed = len(node.input) < 4 or not node.input[3]
    return {f"{'' if signed else 'u'}int{found['bits']}": found["K"] * found["N"]}


def _scales(node: Any) -> list[str]:
    positions = SCALES.get(node.op_type, ())
    return [node.input[position] for position in positions if position < len(node.input)]


def _beside(names: set[str]) -> set[str]:
    quantized = (name.removesuffix("_quantized") for name in names if name.endswith("_quantized"))
    return {f"{name}{suffix}" for name in quantized for suffix in BESIDE}
