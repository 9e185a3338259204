"""Images for networks with seeded weights: textures that tell images apart wherever a network looks."""

import numpy as np

from lynxrunner.graphs.weights import Array, uniform

SIDE, TILE, CELLS = 224, 32, 4
SCALE = np.float32(3.5)
"""Makes the variance about 1, as normalised photographs have it."""


def textures(count: int, seed: int) -> Array:
    """float32 [count, 3, 224, 224] around 0: a random tile of 4x4 cells, repeated over the image.

    All positions show the same, so that the mean over an image keeps what tells it from others.
    """
    cells = (uniform(seed, 0, (count, 3, CELLS, CELLS)) - np.float32(0.5)) * SCALE
    tiles = np.repeat(np.repeat(cells, TILE // CELLS, axis=2), TILE // CELLS, axis=3)
    return np.tile(tiles, (1, 1, SIDE // TILE, SIDE // TILE))
