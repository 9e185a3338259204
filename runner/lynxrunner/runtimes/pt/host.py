"""Integers that an ONNX graph computes from shapes: plain Python values at run time, no tensors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Ints:
    """A vector, or with `scalar` a single one; each item is an int or a traced one."""

    items: Sequence[Any]
    scalar: bool = False

    def taken(self, positions: np.ndarray) -> "Ints":
        """The items at these positions, as many as there are."""
        return Ints([self.items[int(each)] for each in np.atleast_1d(positions)], positions.ndim == 0)

    def value(self) -> Any:
        """The single item, or all of them as a list."""
        return self.items[0] if self.scalar else list(self.items)


@dataclass(frozen=True)
class Size:
    """The traced shape of a tensor whose rank is not known while tracing; `last` follows it."""

    shape: Any
    last: tuple[Any, ...] = ()

    def taken(self, positions: np.ndarray) -> Ints:
        """Lengths of these axes."""
        return Ints([self.shape[int(each)] for each in np.atleast_1d(positions)], positions.ndim == 0)

    def value(self) -> Any:
        """The shape as one traced value."""
        return self.shape + self.last if self.last else self.shape


Host = Ints | Size


def host(value: Any) -> Host:
    """A constant as host integers; host values as they are. Raises TypeError for a tensor."""
    if isinstance(value, Ints | Size):
        return value
    if not isinstance(value, np.ndarray):
        raise TypeError("a shape that is computed from data")
    return Ints([each.item() for each in value.reshape(-1)], value.ndim == 0)


def _items(value: Host) -> Sequence[Any]:
    if isinstance(value, Size):
        raise TypeError("a shape joined to what comes before it")
    return value.items


def joined(values: Sequence[Host]) -> Host:
    """One vector after the other; only the first may be the whole shape of a tensor."""
    first, *rest = values
    parts = [item for each in rest for item in _items(each)]
    if isinstance(first, Size):
        return Size(first.shape, (*first.last, *parts))
    return Ints([*first.items, *parts])
