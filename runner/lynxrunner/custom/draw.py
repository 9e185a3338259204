"""Random items for inputs that nothing is known of but their type and shape."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.custom.description import Description, Range
from lynxrunner.custom.signature import NUMPY, Slot
from lynxrunner.graphs.weights import integers, uniform

MOST_BYTES = 2**28
"""Of all items together: fewer are scored where they are large."""


def affordable(slots: Sequence[Slot], wanted: int) -> int:
    """How many items stay within the limit, at least one."""
    each = sum(slot.elements() * np.dtype(NUMPY[slot.dtype]).itemsize for slot in slots)
    return max(1, min(wanted, MOST_BYTES // max(each, 1)))


def drawn(slots: Sequence[Slot], description: Description, count: int, seed: int) -> dict[str, NDArray[Any]]:
    """`count` items: floats from 0 to 1, row numbers of tables over all rows, other integers 1, or as described."""
    return {slot.name: _input(slot, description.inputs.get(slot.name), count, seed, number)
            for number, slot in enumerate(slots)}


def _input(slot: Slot, asked: Range | None, count: int, seed: int, number: int) -> NDArray[Any]:
    shape = (count, *(axis for axis in slot.shape[1:] if isinstance(axis, int)))
    dtype = np.dtype(NUMPY[slot.dtype])
    if dtype.kind == "f":
        low, high = (asked.low, asked.high) if asked else (0.0, 1.0)
        return (uniform(seed, number, shape) * np.float32(high - low) + np.float32(low)).astype(dtype)
    # A mask of ones hides nothing; what else an integer may mean only the user knows.
    low, high = (int(asked.low), int(asked.high)) if asked else (0, slot.below) if slot.below else (1, 2)
    return (integers(seed, number, shape, max(high - low, 1)) + low).astype(dtype)
