"""ONNX operators in PyTorch's own functions, traced: products, normalisation, pooling and what is element by element.

Each takes the operator's inputs, None for one left out, and its attributes by name. The definitions are those of the
ONNX operator specification, opset 13 and later.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch.nn import functional

Operator = Callable[..., Any]
CONVOLUTIONS = {1: functional.conv1d, 2: functional.conv2d, 3: functional.conv3d}
MAXIMA = {1: functional.max_pool1d, 2: functional.max_pool2d, 3: functional.max_pool3d}
MEANS = {1: functional.avg_pool1d, 2: functional.avg_pool2d, 3: functional.avg_pool3d}


def conv(x: Any, weight: Any, bias: Any = None, *, kernel_shape: list[int], group: int = 1, **window: Any) -> Any:
    """Convolution over one to three axes."""
    strides, dilations, pads = _window(len(kernel_shape), **window)
    x, pads = _padded(x, pads, 0.0)
    return CONVOLUTIONS[len(kernel_shape)](x, weight, bias, strides, pads, dilations, group)


def max_pool(x: Any, *, kernel_shape: list[int], ceil_mode: int = 0, storage_order: int = 0, **window: Any) -> Any:
    """Maximum of each window."""
    strides, dilations, pads = _window(len(kernel_shape), **window)
    x, pads = _padded(x, pads, float("-inf"))
    return MAXIMA[len(kernel_shape)](x, kernel_shape, strides, pads, dilations, bool(ceil_mode))


def average_pool(x: Any, *, kernel_shape: list[int], ceil_mode: int = 0, count_include_pad: int = 0,
                 **window: Any) -> Any:
    """Mean of each window; padding counts where it says so."""
    strides, _, pads = _window(len(kernel_shape), **window)
    if _uneven(pads):
        raise NotImplementedError("AveragePool with uneven padding")
    half = pads[: len(pads) // 2]
    return MEANS[len(kernel_shape)](x, kernel_shape, strides, half, bool(ceil_mode), bool(count_include_pad))


def gemm(a: Any, b: Any, c: Any = None, *, alpha: float = 1.0, beta: float = 1.0, transA: int = 0,  # noqa: N803
         transB: int = 0) -> Any:  # noqa: N803
    """alpha A B + beta C."""
    left = a.t() if transA else a
    if alpha == 1.0 and beta == 1.0 and transB:
        return functional.linear(left, b, c)
    product = torch.mm(left, b.t() if transB else b)
    product = product if alpha == 1.0 else product * alpha
    return product if c is None else product + (c if beta == 1.0 else c * beta)


def layer_norm(x: Any, scale: Any, bias: Any = None, *, axis: int = -1, epsilon: float = 1e-5,
               stash_type: int = 1) -> Any:
    """Over the last axis."""
    if axis != -1:
        raise NotImplementedError(f"LayerNormalization over axis {axis}")
    return functional.layer_norm(x, scale.shape, scale, bias, epsilon)


def batch_norm(x: Any, scale: Any, bias: Any, mean: Any, variance: Any, *, epsilon: float = 1e-5,
               momentum: float = 0.9, training_mode: int = 0) -> Any:
    """With the statistics of training."""
    return functional.batch_norm(x, mean, variance, scale, bias, False, 0.0, epsilon)


def clip(x: Any, low: Any = None, high: Any = None) -> Any:
    """Between two constants."""
    return torch.clamp(x, *(None if end is None else end.value() for end in (low, high)))


def where(condition: Any, first: Any, second: Any) -> Any:
    """Element by element."""
    return torch.where(condition, first, second)


def _window(axes: int, strides: list[int] | None = None, dilations: list[int] | None = None,
            pads: list[int] | None = None, auto_pad: str = "NOTSET") -> tuple[list[int], list[int], list[int]]:
    if auto_pad not in ("NOTSET", "VALID"):
        raise NotImplementedError(f"auto_pad={auto_pad}")
    return strides or [1] * axes, dilations or [1] * axes, pads or [0] * 2 * axes


def _uneven(pads: list[int]) -> bool:
    return pads[: len(pads) // 2] != pads[len(pads) // 2 :]


def _padded(x: Any, pads: list[int], value: float) -> tuple[Any, list[int]]:
    """PyTorch pads both ends alike; what is uneven is padded beforehand, last axis first."""
    half = len(pads) // 2
    if not _uneven(pads):
        return x, pads[:half]
    around = [end for axis in reversed(range(half)) for end in (pads[axis], pads[half + axis])]
    return functional.pad(x, around, value=value), [0] * half


OPERATORS: dict[str, Operator] = {
    "Conv": conv, "Gemm": gemm, "MatMul": torch.matmul, "MaxPool": max_pool, "AveragePool": average_pool,
    "GlobalAveragePool": lambda x: torch.mean(x, [-2, -1], True), "BatchNormalization": batch_norm,
    "LayerNormalization": layer_norm, "Softmax": lambda x, axis=-1: torch.softmax(x, axis),
    "LogSoftmax": lambda x, axis=-1: torch.log_softmax(x, axis),
    "Relu": torch.relu, "Clip": clip, "Sigmoid": torch.sigmoid, "Tanh": torch.tanh, "Erf": torch.erf,
    "Gelu": lambda x, approximate="none": functional.gelu(x, approximate=approximate),
    "HardSwish": functional.hardswish,
    "HardSigmoid": lambda x, alpha=0.2, beta=0.5: torch.clamp(alpha * x + beta, 0, 1),
    "LeakyRelu": lambda x, alpha=0.01: functional.leaky_relu(x, alpha),
    "Elu": lambda x, alpha=1.0: functional.elu(x, alpha), "Softplus": functional.softplus,
    "Exp": torch.exp, "Log": torch.log, "Sqrt": torch.sqrt, "Neg": torch.neg, "Abs": torch.abs, "Floor": torch.floor,
    "Reciprocal": torch.reciprocal, "Pow": torch.pow, "Sin": torch.sin, "Cos": torch.cos,
    "Add": torch.add, "Sub": torch.sub, "Mul": torch.mul, "Div": torch.div, "Min": torch.minimum, "Max": torch.maximum,
    "Greater": torch.gt, "GreaterOrEqual": torch.ge, "Less": torch.lt, "LessOrEqual": torch.le, "Equal": torch.eq,
    "And": torch.logical_and, "Or": torch.logical_or, "Not": torch.logical_not, "Where": where,
    "Identity": lambda x: x, "Dropout": lambda x, *_, **__: x,
}
"""By operator type."""
LIMITS = {"Clip": (1, 2)}
"""Inputs that are numbers and no tensors."""
