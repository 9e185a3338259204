"""Calibration data as the quantizer reads it, and its hash."""

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.runtimes.protocol import Calibration


class Reader:
    """Items one by one, in order; the interface of `onnxruntime.quantization.CalibrationDataReader`."""

    def __init__(self, calibration: Calibration) -> None:
        self.items = items(calibration)

    def get_next(self) -> dict[str, NDArray[Any]] | None:
        """The next item; None after the last."""
        return next(self.items, None)


def items(calibration: Calibration) -> Iterator[dict[str, NDArray[Any]]]:
    """Each item as a batch of one."""
    for position in range(min(map(len, calibration.inputs.values()))):
        yield {name: array[position : position + 1] for name, array in calibration.inputs.items()}


def digest(calibration: Calibration) -> str:
    """sha256 over names, types, shapes and bytes of the inputs, in the order of their names."""
    found = hashlib.sha256()
    for name, array in sorted(calibration.inputs.items()):
        found.update(f"{name} {array.dtype} {array.shape}\n".encode())
        found.update(np.ascontiguousarray(array).data)
    return found.hexdigest()
