"""Weights drawn from a seed, equal bit for bit on every machine and with every version of the libraries.

Philox-4x64-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011) with the key (seed, number of
the tensor) gives 64-bit words; their halves, the lower first, shifted to 24 bits, are uniform multiples of 2^-24, which
float32 holds exactly. No library's distribution takes part: those may change between versions, the raw stream may not.
"""

from math import prod, sqrt

import numpy as np
from numpy.typing import NDArray

GENERATOR = "Philox-4x64-10, key (seed, tensor), upper 24 bits of 32, uniform"
STEP = np.float32(2.0**-24)

Array = NDArray[np.float32]


def bits(seed: int, number: int, count: int) -> NDArray[np.uint32]:
    """`count` words of 32 bits of the stream `number` of a seed."""
    words = np.random.Philox(key=[seed, number]).random_raw((count + 1) // 2)
    return words.astype("<u8", copy=False).view("<u4")[:count]


def uniform(seed: int, number: int, shape: tuple[int, ...]) -> Array:
    """Uniform in [0, 1), float32 of this shape."""
    found: Array = np.multiply(bits(seed, number, prod(shape)) >> 8, STEP, dtype=np.float32, casting="unsafe")
    return found.reshape(shape)


def integers(seed: int, number: int, shape: tuple[int, ...], below: int) -> NDArray[np.int64]:
    """Whole numbers from 0 to `below` - 1, int64 of this shape."""
    drawn = bits(seed, number, prod(shape)).astype(np.uint64) * np.uint64(below) >> np.uint64(32)
    return drawn.astype(np.int64).reshape(shape)


def centred(seed: int, number: int, shape: tuple[int, ...], deviation: float) -> Array:
    """Uniform around 0 with this standard deviation, float32 of this shape."""
    found = uniform(seed, number, shape)
    found -= np.float32(0.5)
    found *= np.float32(deviation * sqrt(12))
    return found


def balanced(seed: int, number: int, shape: tuple[int, ...], deviation: float) -> Array:
    """The same, less the mean over the second axis: the inputs of a filter [out, in, ...].

    After a ReLU all inputs of a network share a positive mean, which would grow from layer to layer until every
    image had the same class. The mean is taken in whole numbers, so that the order of a sum cannot matter.
    """
    drawn = (bits(seed, number, prod(shape)) >> 8).astype(np.int64).reshape(shape)
    exact = drawn * shape[1] - drawn.sum(axis=1, keepdims=True)
    found: Array = (exact * (deviation * sqrt(12) * float(STEP) / shape[1])).astype(np.float32)
    return found
