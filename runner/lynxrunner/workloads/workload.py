"""What the runner needs of a workload beside its catalogue entry."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.runtimes.protocol import Calibration, Tensors
from lynxrunner.state import Record
from lynxrunner.workloads.reference import Reference

Logits = NDArray[np.float32]
"""One row per scored item, one column per class."""


@dataclass(frozen=True)
class Workload:
    """A workload: `entry` is the catalogue's, `items` the inputs [n, ...] that are scored and measured.

    `logits` finds in the outputs what quality is scored on, at most `chunk` items are computed at once for it;
    `weights` is the contract's disclosure of where the model's weights come from, `dataset` that of the scored items,
    `reference` what their answers are held against.
    Where the entry declares lengths, `sized` gives inputs of so many items of one length, as named arrays;
    `most_batch` is the only batch that the model takes, where it takes but one. Of a decoder, `passed` gives inputs of
    one pass: items, tokens of the past, new tokens; `context` is how many tokens it takes, 0 where that is not known.
    """

    entry: Record
    name: str
    model: Path
    items: Tensors
    logits: Callable[[Tensors], Logits]
    calibration: Callable[[], Calibration]
    weights: Record
    dataset: Record
    reference: Reference | None = None
    sized: Callable[[int, int], dict[str, NDArray[Any]]] | None = None
    chunk: int = 32
    most_batch: int | None = None
    passed: Callable[[int, int, int], dict[str, NDArray[Any]]] | None = None
    context: int = 0

    @property
    def generates(self) -> bool:
        """Whether answers arise token by token."""
        return bool(self.entry["decoding"] == "autoregressive")

    def length_axes(self) -> dict[str, list[int]]:
        """Which axes of each input are its length; none where inputs have one size."""
        wanted = self.entry.get("lengths", {}).get("axis")
        shapes = {each["name"]: each["shape"] for each in self.entry["inputs"]}
        return {name: [number for number, axis in enumerate(shape) if axis == wanted] for name, shape in shapes.items()}

    def batch(self, size: int, length: int = 0, new: int = 0) -> dict[str, NDArray[Any]]:
        """Inputs of `size` items, of the given length where lengths vary: the first items, repeated where few."""
        if self.passed and new:
            return self.passed(size, length, new)
        if self.sized and length:
            return self.sized(size, length)
        return {name: np.resize(array, (size, *array.shape[1:])) for name, array in self.items.items()}
