"""Calibration data as the quantizer reads it, and its hash."""

import hashlib
from typing import Any

from numpy.typing import NDArray

from lynxrunner.runtimes.protocol import Calibration


class Reader:
    """Items one by one, in order; the interface of `onnxruntime.quantization.CalibrationDataReader`."""

    def __init__(self, calibration: Calibration) -> None:
        self.inputs = calibration.inputs
        self.position = 0

    def get_next(self) -> dict[str, NDArray[Any]] | None:
        """The next item as a batch of one; None after the last."""
        item = {name: array[self.position : self.position + 1] for name, array in self.inputs.items()}
        self.position += 1
        return item if all(map(len, item.values())) else None


def digest(calibration: Calibration) -> str:
    """sha256 over names, types, shapes and bytes of the inputs, in the order of their names."""
    found = hashlib.sha256()
    for name, array in sorted(calibration.inputs.items()):
        found.update(f"{name} {array.dtype} {array.shape}\n".encode())
        found.update(array.tobytes())
    return found.hexdigest()
