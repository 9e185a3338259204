"""Values of an ONNX file that lie on a grid of 8 bits, until an operator shows what becomes of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIGNED = 128
"""PyTorch's kernels take unsigned activations: a signed code and its zero point are both moved by this."""


@dataclass(frozen=True)
class Grid:
    """Scale and zero point of a tensor as a whole, of unsigned codes."""

    scale: float
    zero: int

    @classmethod
    def of(cls, scale: Any, zero: Any = None) -> "Grid":
        """From the inputs of a QuantizeLinear. Raises NotImplementedError for what no kernel takes."""
        zero = np.uint8(0) if zero is None else zero
        if np.size(scale) != 1 or np.asarray(zero).dtype.name not in ("uint8", "int8"):
            raise NotImplementedError("activations on another grid than one of 8 bits for the whole tensor")
        return cls(float(np.asarray(scale).item()), int(zero) + (SIGNED if zero.dtype == np.int8 else 0))


@dataclass(frozen=True)
class Codes:
    """A traced tensor of codes."""

    tensor: Any
    grid: Grid


@dataclass(frozen=True)
class Widened:
    """Codes that the file takes back to floats; nothing is computed unless an operator needs the floats."""

    codes: Codes

    @cached_property
    def floats(self) -> Any:
        """The traced tensor in fp32."""
        return self.codes.tensor.dequantize()


@dataclass(frozen=True)
class Stored:
    """Constant codes with scales and zero points along `axis`, or one of each."""

    codes: NDArray[Any]
    scale: NDArray[Any]
    zero: NDArray[Any]
    axis: int

    @property
    def signed(self) -> bool:
        """Whether integer kernels take them as weights: 8 bits around 0."""
        return self.codes.dtype == np.int8 and not self.zero.any()

    @cached_property
    def floats(self) -> NDArray[Any]:
        """In fp32."""
        shape = [-1 if place == self.axis % max(self.codes.ndim, 1) else 1 for place in range(self.codes.ndim)]
        scale, zero = (each.reshape(shape) if each.size > 1 else each for each in (self.scale, self.zero))
        return np.asarray((self.codes.astype(np.int32) - zero.astype(np.int32)).astype(np.float32) * scale)


@dataclass(frozen=True)
class Unrounded:
    """A product or a sum of codes, which an integer kernel computes where the file rounds it to a grid at once."""

    rounded: Callable[[Grid], Any]
    exact: Callable[[], Any]

    @cached_property
    def floats(self) -> Any:
        """In fp32, of widened inputs: the file does something else with it."""
        return self.exact()


def floats(value: Any) -> Any:
    """A value as an ordinary operator takes it. Raises NotImplementedError for codes that nothing widens."""
    if isinstance(value, Codes):
        raise NotImplementedError("codes of 8 bits that are not taken back to floats")
    return value.floats if isinstance(value, Widened | Stored | Unrounded) else value
