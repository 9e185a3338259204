"""What the runner needs of a workload beside its catalogue entry."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.runtimes.protocol import Calibration, Tensors
from lynxrunner.state import Record


@dataclass(frozen=True)
class Workload:
    """A workload: `entry` is the catalogue's, `items` the inputs [n, ...] that are scored and measured.

    `predict` turns outputs into integers [n], one per item; `weights` is the contract's disclosure of where
    the model's weights come from, `dataset` that of the scored items.
    """

    entry: Record
    name: str
    model: Path
    items: Tensors
    predict: Callable[[Tensors], NDArray[np.int64]]
    calibration: Callable[[], Calibration]
    weights: Record
    dataset: Record

    def batch(self, size: int) -> dict[str, NDArray[Any]]:
        """The first `size` items, repeated from the start where there are fewer."""
        return {name: np.resize(array, (size, *array.shape[1:])) for name, array in self.items.items()}
