"""Readings in the order of time, as they come from a meter."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Ticks:
    """`at` [n] in ns of the process's clock, `micro` [n, channels] in millionths of joules or watts.

    `failure` says why the meter could not be read to the end.
    """

    at: Integers
    micro: Integers
    failure: str | None = None

    @classmethod
    def of(cls, rows: Sequence[tuple[int, Sequence[int]]], channels: int, failure: str | None = None) -> "Ticks":
        """From rows of a time and the readings of all channels."""
        at = np.array([row[0] for row in rows], dtype=np.int64)
        micro = np.array([row[1] for row in rows], dtype=np.int64).reshape(len(rows), channels)
        return cls(at, micro, failure)
