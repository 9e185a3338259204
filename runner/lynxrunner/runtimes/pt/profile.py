"""PyTorch's profiler -> the operators that ran, with their formats and products.

Products are what the dispatcher is asked for (a convolution, a matrix product), from the shapes of its inputs; a
convolution goes by the name of the kernel that it ends in. What TorchInductor fuses into code of its own has no such
event.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from lynxrunner.runtimes.shares import Executed

DTYPES = {"float": "fp32", "double": "fp64", "c10::Half": "fp16", "c10::BFloat16": "bf16", "signed char": "int8",
          "unsigned char": "uint8", "c10::quint8": "uint8", "c10::qint8": "int8", "int": "int32", "long int": "int64",
          "long": "int64", "bool": "bool",
          "c10::Float8_e4m3fn": "fp8_e4m3fn", "c10::Float8_e5m2": "fp8_e5m2"}
EMBEDDING = "aten::embedding"
INTEGERS = ("quantized::conv2d", "quantized::linear")
"""Their weights are packed, and no shape of them is shown; a product of integers has the format of its weights."""


@dataclass(frozen=True)
class Event:
    """A call of an operator: its span [us], shapes, types and scalar values of its inputs."""

    name: str
    begin: float
    end: float
    shapes: list[Any]
    types: list[str]
    values: list[str]

    def holds(self, other: "Event") -> bool:
        """Whether another one runs inside of it."""
        return self.begin <= other.begin and other.end <= self.end

    @property
    def dtype(self) -> str:
        """Format of its first input that is a tensor."""
        found = (DTYPES[kind] for kind, shape in zip(self.types, self.shapes, strict=True) if kind in DTYPES and shape)
        return next(found, "fp32")


def events(trace: Path) -> list[Event]:
    """Calls with known inputs from a trace in Chrome's format, in the order in which they began."""
    found = json.loads(trace.read_bytes())["traceEvents"]
    calls = (each for each in found if each.get("ph") == "X" and "Input Dims" in each.get("args", {}))
    return sorted(map(_event, calls), key=lambda event: (event.begin, -event.end))


def executed(calls: Sequence[Event], packed: Iterable[int] = ()) -> list[Executed]:
    """Of each call that no other one made: the product inside of it, or itself without products.

    `packed` are the multiply-accumulates of those with packed weights, in their order.
    """
    counts = iter(packed)
    return [_executed(outer, inner, counts) for outer, inner in _outermost(calls)]


def rows_bytes(calls: Sequence[Event]) -> int:
    """Bytes of the rows that embeddings looked up."""
    sizes = {"fp32": 4, "fp16": 2, "bf16": 2, "fp64": 8, "int8": 1, "uint8": 1}
    return sum(prod(each.shapes[1]) * each.shapes[0][1] * sizes[each.dtype] for each in calls if each.name == EMBEDDING)


def _executed(outer: Event, inner: Sequence[Event], packed: Iterator[int]) -> Executed:
    if outer.name in INTEGERS:
        return Executed(outer.name, "int8", 0, next(packed))
    product = next((each for each in inner if each.name in PRODUCTS), None)
    if product is None:
        return Executed(outer.name, outer.dtype, 0, 0)
    kernel = [each for each in inner if "conv" in each.name] or [product]
    return Executed(kernel[-1].name, product.dtype, 0, PRODUCTS[product.name](product))


def _outermost(calls: Sequence[Event]) -> Iterator[tuple[Event, list[Event]]]:
    """Each with all that run inside of it, itself the first."""
    place = 0
    while place < len(calls):
        outer = calls[place]
        inner = [outer]
        while (place := place + 1) < len(calls) and outer.holds(calls[place]):
            inner.append(calls[place])
        yield outer, inner


def _event(told: dict[str, Any]) -> Event:
    args, begin = told["args"], float(told["ts"])
    return Event(told["name"], begin, begin + float(told["dur"]), args["Input Dims"], args["Input type"],
                 args.get("Concrete Inputs", []))


def _convolution(stride: int, padding: int) -> Callable[[Event], int]:
    """Each output element costs the length of its reduction; lengths of the output from those of the input."""

    def count(event: Event) -> int:
        (batch, channels, *sides), weight = event.shapes[0], event.shapes[1]
        steps, pads, gaps = (json.loads(event.values[place]) for place in (stride, padding, 5))
        if event.values[6] == "True":
            return int(batch * channels * prod(sides) * prod(weight[1:]))
        lengths = [(side + 2 * pad - gap * (kernel - 1) - 1) // step + 1 for side, pad, gap, kernel, step
                   in zip(sides, pads, gaps, weight[2:], steps, strict=True)]
        return int(batch * prod(lengths) * prod(weight))

    return count


def _matrix(place: int) -> Callable[[Event], int]:
    """[.., m, k] by [.., k, n], the first of them at this place."""
    return lambda event: int(prod(event.shapes[place]) * event.shapes[place + 1][-1])


def _linear(place: int) -> Callable[[Event], int]:
    """[.., k] by [n, k], the second at this place."""
    return lambda event: int(prod(event.shapes[0]) * event.shapes[place][0])


def _attention(event: Event) -> int:
    query, key = event.shapes[:2]
    return int(2 * prod(query) * key[-2])


PRODUCTS: dict[str, Callable[[Event], int]] = {
    "aten::convolution": _convolution(3, 4), "mkldnn::_convolution_pointwise": _convolution(4, 3),
    "aten::mm": _matrix(0), "aten::bmm": _matrix(0), "aten::addmm": _matrix(1), "aten::baddbmm": _matrix(1),
    "aten::_scaled_dot_product_flash_attention_for_cpu": _attention,
    "aten::_scaled_dot_product_flash_attention": _attention,
    "aten::_scaled_dot_product_efficient_attention": _attention,
    "mkldnn::_linear_pointwise": _linear(1), "mkl::_mkl_linear": _linear(2),
}
"""Operators that multiply two tensors, and their multiply-accumulates."""
