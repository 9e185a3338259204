"""ONNX operators that move, cut, join or count elements: shapes are host integers, see `host`."""

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from lynxrunner.runtimes.pt.host import Host, Ints, Size, host, joined


def reshape(x: Any, shape: Host, *, allowzero: int = 0) -> Any:
    """0 keeps an axis' length, -1 takes what is left."""
    if isinstance(shape, Size):
        return torch.reshape(x, shape.value())
    kept = [x.shape[axis] if _is(item, 0) else item for axis, item in enumerate(shape.items)]
    return torch.reshape(x, tuple(kept))


def unsqueeze(x: Any, axes: Ints) -> Any:
    """Axes of length 1 at these positions of the result; of a host scalar a vector."""
    if isinstance(x, Ints):
        return Ints(x.items)
    for axis in sorted(axes.items):
        x = torch.unsqueeze(x, axis)
    return x


def squeeze(x: Any, axes: Ints | None = None) -> Any:
    """Without these axes of length 1."""
    if isinstance(x, Ints):
        return Ints(x.items, scalar=True)
    return torch.squeeze(x) if axes is None else torch.squeeze(x, tuple(axes.items))


def cut(x: Any, starts: Ints, ends: Ints, axes: Ints | None = None, steps: Ints | None = None) -> Any:
    """Slices of axes; of host values those that are known while tracing."""
    along = axes.items if axes else range(len(starts.items))
    pieces = {axis: slice(start, end, step) for axis, start, end, step in zip(
        along, starts.items, map(_end, ends.items), steps.items if steps else [1] * len(starts.items), strict=True)}
    if isinstance(x, Ints):
        return Ints(x.items[pieces[0]])
    if isinstance(x, Size):
        return Size(x.shape[pieces[0]])
    for axis, piece in pieces.items():
        x = x[(Ellipsis, piece, *[slice(None)] * (-axis - 1))] if axis < 0 else x[(*[slice(None)] * axis, piece)]
    return x


def gather(data: Any, indices: Any, *, axis: int = 0) -> Any:
    """Elements of an axis; rows of a table are an embedding."""
    if isinstance(data, Ints | Size):
        return data.taken(np.array(host(indices).value()))
    if isinstance(indices, Ints):
        return torch.select(data, axis, indices.value()) if indices.scalar else _selected(data, axis, indices)
    if axis == 0:
        return functional.embedding(indices, data)
    return data[(*[slice(None)] * axis, indices)]


def concat(*parts: Any, axis: int) -> Any:
    """One after the other along an axis."""
    if any(isinstance(part, Ints | Size) for part in parts):
        return joined([host(part) for part in parts])
    return torch.cat(list(parts), axis)


def split(x: Any, lengths: Ints | None = None, *, axis: int = 0, num_outputs: int = 0) -> Any:
    """Pieces of an axis, of these lengths or equal."""
    return torch.split(x, list(lengths.items), axis) if lengths else torch.chunk(x, num_outputs, axis)


def expand(x: Any, shape: Host) -> Any:
    """Broadcast against a shape."""
    return x * torch.ones(shape.value(), dtype=torch.int8, device=x.device)


def measured(x: Any, *, start: int = 0, end: int | None = None) -> Size:
    """Lengths of these axes, of all by default."""
    return Size(x.shape if (start, end) == (0, None) else x.shape[start:end])


def reduced(function: Callable[..., Any]) -> Callable[..., Any]:
    """An operator over axes that stand in an attribute or, from opset 18 on, in an input."""

    def reduce(x: Any, given: Ints | None = None, *, axes: Sequence[int] = (), keepdims: int = 1,
               noop_with_empty_axes: int = 0) -> Any:
        return function(x, tuple(given.items if given else axes), keepdim=bool(keepdims))

    return reduce


def arithmetic(op_type: str, first: Ints, second: Ints) -> Ints:
    """An elementwise operator on host integers, one of which may be a scalar."""
    length = max(len(first.items), len(second.items))
    pairs = zip(*(list(each.items) * (length if len(each.items) < length else 1) for each in (first, second)),
                strict=True)
    return Ints([ARITHMETIC[op_type](left, right) for left, right in pairs], first.scalar and second.scalar)


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add, "Sub": operator.sub, "Mul": operator.mul, "Div": operator.floordiv,
}
OPERATORS: dict[str, Callable[..., Any]] = {
    "Reshape": reshape, "Unsqueeze": unsqueeze, "Squeeze": squeeze, "Slice": cut, "Gather": gather, "Concat": concat,
    "Split": split, "Expand": expand, "Shape": measured,
    "Transpose": lambda x, perm: x.permute(*perm),
    "Flatten": lambda x, axis=1: torch.flatten(x, axis), "ReduceMean": reduced(torch.mean),
    "ReduceSum": reduced(torch.sum), "ReduceMax": reduced(torch.amax), "ReduceMin": reduced(torch.amin),
}
"""By operator type."""
HOSTED = {
    "Reshape": (1,), "Unsqueeze": (1,), "Squeeze": (1,), "Slice": (1, 2, 3, 4), "Split": (1,), "Expand": (1,),
    "ReduceMean": (1,), "ReduceSum": (1,), "ReduceMax": (1,), "ReduceMin": (1,),
}
"""Inputs that are host integers."""


def _selected(data: Any, axis: int, indices: Ints) -> Any:
    return torch.cat([torch.narrow(data, axis, each, 1) for each in indices.items], axis)


def _is(item: Any, number: int) -> bool:
    return isinstance(item, int) and item == number


def _end(end: Any) -> Any:
    """The specification's way to say "to the end" is a very large number."""
    return None if isinstance(end, int) and end >= 2**31 - 1 else end
