"""Signal to quantization noise of outputs, held against reference outputs.

What all inputs share says nothing of an input: the signal is the reference less its mean over the inputs, per output.
The noise is the whole difference, a constant offset included: a model that answers always alike has 0 dB at most.
"""

from math import log10

import numpy as np
from numpy.typing import NDArray

from lynxschema.samples import Column

MICRO = 1_000_000
"""Outputs are stored in millionths."""
MOST_DB = 100.0
"""Rounding of what is stored hides what lies above."""

Outputs = NDArray[np.int64]
"""[inputs, outputs] in millionths."""


def sqnr_db(reference: Outputs, found: Outputs) -> float:
    """10 log10 of the signal's power over the noise's, at most 100 dB. Raises ValueError for other shapes."""
    if reference.shape != found.shape:
        raise ValueError(f"outputs of shape {found.shape}, the reference has {reference.shape}")
    expected, answered = reference.astype(np.float64), found.astype(np.float64)
    signal = float(np.square(expected - expected.mean(axis=0)).sum())
    noise = float(np.square(answered - expected).sum())
    if signal == 0:
        raise ValueError("the reference does not vary over its inputs")
    return MOST_DB if noise <= signal * 10 ** (-MOST_DB / 10) else 10 * log10(signal / noise)


def table(columns: dict[str, Column], inputs: int, outputs: int) -> Outputs | None:
    """The rows of `outputs.parquet` as [inputs, outputs]; None where one is missing, repeated or one too many."""
    item, position = columns["item"], columns["position"]
    inside = (item >= 0) & (item < inputs) & (position >= 0) & (position < outputs)
    if len(item) != inputs * outputs or not inside.all():
        return None
    place = item * outputs + position
    if not np.array_equal(np.sort(place), np.arange(len(place))):
        return None
    found: Outputs = columns["micro"][np.argsort(place, kind="stable")].reshape(inputs, outputs)
    return found
