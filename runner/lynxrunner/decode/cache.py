"""The key-value cache of one request: memory that is taken once and used by every request after the other."""

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.custom.signature import NUMPY
from lynxrunner.decode.decoder import Decoder

SIDES = 2
"""A pass reads the past on one side and writes it, longer by the new tokens, to the other."""


class Cache:
    """Room for `capacity` tokens on both sides; where a past lies is known by its length alone."""

    def __init__(self, decoder: Decoder, capacity: int) -> None:
        self.decoder, self.capacity = decoder, capacity
        elements, dtype = prod(decoder.cached(1, capacity)), np.dtype(NUMPY[decoder.dtype])
        self.sides = [[np.zeros(elements, dtype) for _ in decoder.past] for _ in range(SIDES)]

    @property
    def bytes(self) -> int:
        """As it was allocated."""
        return sum(tensor.nbytes for side in self.sides for tensor in side)

    def read(self, past: int) -> dict[str, NDArray[Any]]:
        """The inputs of a pass after so many tokens."""
        return dict(zip(self.decoder.past, self._views(past, past % SIDES), strict=True))

    def written(self, past: int, new: int) -> dict[str, NDArray[Any]]:
        """The outputs of a pass over so many `new` tokens: where the next pass will read.

        A prompt of even length with nothing before it is read and written on one side: nothing is read of it.
        """
        total = past + new
        return dict(zip(self.decoder.present, self._views(total, total % SIDES), strict=True))

    def _views(self, tokens: int, side: int) -> list[NDArray[Any]]:
        shape = self.decoder.cached(1, tokens)
        return [tensor[:prod(shape)].reshape(shape) for tensor in self.sides[side]]


def capacity_bytes(decoder: Decoder, capacity: int) -> int:
    """What a cache for so many tokens takes, from the architecture and the element type alone."""
    return SIDES * capacity * decoder.bytes_per_token
