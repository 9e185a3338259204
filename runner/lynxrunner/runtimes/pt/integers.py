"""Pairs of QuantizeLinear and DequantizeLinear around an operator -> PyTorch's integer kernel for it.

A convolution or linear layer of 8 bits is one kernel where the file widens both factors and rounds the result to 8
bits again, as static quantization writes it; a sum of two such tensors likewise. What only moves codes stays on their
grid. Every other operator gets floats.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import torch

from lynxrunner.runtimes.pt.codes import Codes, Grid, Stored, Unrounded, Widened, floats

MOVES = ("MaxPool", "Flatten", "Reshape", "Transpose", "Squeeze", "Unsqueeze")
"""Operators that give codes on the grid of their first input."""
KERNELS = torch.ops.quantized


class Layer(torch.nn.Module):
    """Weights that are packed for their kernel, and the grid of its result."""

    def __init__(self, kernel: Callable[..., Any], packed: Any, weight: Stored, grid: Grid) -> None:
        super().__init__()
        self.kernel, self.packed, self.grid = kernel, packed, grid
        self.bytes = weight.codes.nbytes
        self.weights = weight.codes.size

    def forward(self, codes: Any) -> Any:
        """Codes to codes."""
        return self.kernel(codes, self.packed, self.grid.scale, self.grid.zero)

    def products(self, outputs: Sequence[int]) -> int:
        """Multiply-accumulates for an output of this shape, whose channels come second of four axes, else last."""
        return prod(outputs) // outputs[1 if len(outputs) == 4 and self.kernel is KERNELS.conv2d else -1] * self.weights


@dataclass(frozen=True)
class Hooks:
    """What the graph in the making does: a value as a traced tensor, a layer put behind one, an ordinary operator."""

    tensor: Callable[[Any], Any]
    layer: Callable[[Layer, Any], Any]
    plain: Callable[[Sequence[Any]], Any]


def applied(op_type: str, inputs: Sequence[Any], attributes: dict[str, Any], hooks: Hooks) -> Any:
    """The operator's result where it has to do with codes, else None."""
    if op_type == "QuantizeLinear":
        return _rounded(inputs[0], Grid.of(*inputs[1:3]), hooks)
    if op_type == "DequantizeLinear":
        return _widened(*inputs, axis=attributes.get("axis", 1))
    if not inputs or not isinstance(inputs[0], Widened):
        return None
    codes = inputs[0].codes
    if op_type in MOVES and not _uneven(attributes):
        return Widened(Codes(hooks.plain([codes.tensor, *inputs[1:]]), codes.grid))
    return _waiting(op_type, codes, inputs, attributes, hooks)


def _rounded(value: Any, grid: Grid, hooks: Hooks) -> Codes:
    if isinstance(value, Widened) and value.codes.grid == grid:
        return value.codes
    if isinstance(value, Unrounded):
        return Codes(value.rounded(grid), grid)
    tensor = hooks.tensor(floats(value))
    return Codes(torch.quantize_per_tensor(tensor, grid.scale, grid.zero, torch.quint8), grid)


def _widened(value: Any, scale: Any, zero: Any = None, *, axis: int) -> Any:
    if isinstance(value, Codes):
        return Widened(value)
    if not isinstance(value, np.ndarray):
        raise NotImplementedError("DequantizeLinear of what no QuantizeLinear gave")
    return Stored(value, scale, np.zeros(1, value.dtype) if zero is None else zero, axis)


def _waiting(
    op_type: str, codes: Codes, inputs: Sequence[Any], attributes: dict[str, Any], hooks: Hooks
) -> Unrounded | None:
    def exact() -> Any:
        return hooks.plain([floats(each) for each in inputs])

    other = inputs[1] if len(inputs) > 1 else None
    if op_type == "Add" and isinstance(other, Widened):
        second = other.codes.tensor
        return Unrounded(lambda grid: KERNELS.add(codes.tensor, second, grid.scale, grid.zero), exact)
    if op_type not in PACKED or not isinstance(other, Stored) or not other.signed:
        return None
    bias = floats(inputs[2]) if len(inputs) > 2 else None
    if isinstance(bias, torch.fx.Proxy) or (found := PACKED[op_type](other, bias, attributes)) is None:
        return None
    kernel, packed = found
    return Unrounded(lambda grid: hooks.layer(Layer(kernel, packed, other, grid), codes.tensor), exact)


def _convolution(weight: Stored, bias: Any, attributes: dict[str, Any]) -> tuple[Any, Any] | None:
    axes = weight.codes.ndim - 2
    pads = list(attributes.get("pads", [0] * 2 * axes))
    if axes != 2 or _uneven(attributes) or not _along(weight, 0):
        return None
    steps, gaps = (list(attributes.get(name, [1] * axes)) for name in ("strides", "dilations"))
    packed = KERNELS.conv2d_prepack(_tensor(weight, weight.codes), _bias(bias), steps, pads[:axes], gaps,
                                    attributes.get("group", 1))
    return KERNELS.conv2d, packed


def _linear(weight: Stored, bias: Any, attributes: dict[str, Any]) -> tuple[Any, Any] | None:
    turned = bool(attributes.get("transB", 0))
    scaled = attributes.get("alpha", 1.0) != 1 or attributes.get("beta", 1.0) != 1 or attributes.get("transA", 0)
    wide = bias is not None and np.ndim(bias) != 1
    if weight.codes.ndim != 2 or scaled or wide or not _along(weight, 0 if turned else 1):
        return None
    codes = weight.codes if turned else np.ascontiguousarray(weight.codes.T)
    return KERNELS.linear, KERNELS.linear_prepack(_tensor(weight, codes), _bias(bias))


PACKED: dict[str, Callable[[Stored, Any, dict[str, Any]], tuple[Any, Any] | None]] = {
    "Conv": _convolution, "Gemm": _linear, "MatMul": _linear,
}
"""Kernel and packed weights of an operator, None where no kernel takes it so."""


def _tensor(weight: Stored, codes: Any) -> Any:
    """Codes with their scales, output channels first."""
    found, scale = torch.from_numpy(codes.copy()), weight.scale.astype(np.float64).reshape(-1)
    if scale.size == 1:
        return torch._make_per_tensor_quantized_tensor(found, float(scale[0]), 0)
    zeros = torch.zeros(scale.size, dtype=torch.int64)
    return torch._make_per_channel_quantized_tensor(found, torch.from_numpy(scale), zeros, 0)


def _bias(bias: Any) -> Any:
    return None if bias is None else torch.from_numpy(np.array(bias, np.float32))


def _along(weight: Stored, axis: int) -> bool:
    """Whether scales are one, or of this axis."""
    return weight.scale.size == 1 or weight.axis % weight.codes.ndim == axis


def _uneven(attributes: dict[str, Any]) -> bool:
    pads = list(attributes.get("pads", []))
    return pads[: len(pads) // 2] != pads[len(pads) // 2 :] or attributes.get("auto_pad", b"NOTSET") != b"NOTSET"
