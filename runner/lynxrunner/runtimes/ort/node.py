"""An executed node of ONNX Runtime: its multiply-accumulates, compute format and constants, from types and shapes."""

from dataclasses import dataclass
from math import prod

DTYPES = {
    "float": "fp32", "double": "fp64", "float16": "fp16", "bfloat16": "bf16", "int8": "int8", "uint8": "uint8",
    "int16": "int16", "uint16": "uint16", "int32": "int32", "int64": "int64", "bool": "bool", "int4": "int4",
    "uint4": "uint4", "float8e4m3fn": "fp8_e4m3fn", "float8e5m2": "fp8_e5m2",
}
BYTES = {"float": 4, "float16": 2, "bfloat16": 2, "double": 8, "int64": 8, "uint64": 8, "int32": 4, "uint32": 4,
         "int16": 2, "uint16": 2, "int8": 1, "uint8": 1, "bool": 1}
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

Tensor = tuple[str, list[int]]


@dataclass(frozen=True)
class Node:
    """One executed node: tensors as (element type, shape); bytes of its constants.

    `known` is the format it computes in, where its tensors do not show it.
    """

    op_type: str
    inputs: list[Tensor]
    outputs: list[Tensor]
    constant_bytes: int
    known: str | None = None


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


def bytes_read(node: Node) -> int:
    """Bytes of constants that a node reads: of a table only the rows that it hands on."""
    if node.op_type not in LOOK_UP or not node.outputs:
        return node.constant_bytes
    kind, shape = node.outputs[0]
    return min(node.constant_bytes, BYTES.get(kind, 1) * prod(shape))


def _weight(node: Node) -> Tensor:
    return node.inputs[WEIGHT.get(node.op_type, 1)]
