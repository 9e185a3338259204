"""A decoder with its key-value cache as inputs and outputs, as its ONNX file says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.custom.signature import NUMPY, Slot
from lynxrunner.graphs.weights import centred

TOKENS, MASK, POSITIONS, LOGITS = "input_ids", "attention_mask", "position_ids", "logits"
PAST = re.compile(r"past_key_values\.(\d+)\.(key|value)")
PRESENT = "present.{}.{}"
CACHE_DEVIATION = 1.0


@dataclass(frozen=True)
class Decoder:
    """A file's inputs beside the cache with their element types, and the cache: names of its tensors, each
    [batch, heads, past, width] of one element type."""

    dtypes: Mapping[str, str]
    past: Sequence[str]
    present: Sequence[str]
    heads: int
    width: int
    dtype: str

    @property
    def bytes_per_token(self) -> int:
        """Memory of one token's keys and values in all layers."""
        return len(self.past) * self.heads * self.width * np.dtype(NUMPY[self.dtype]).itemsize

    def cached(self, batch: int, past: int) -> tuple[int, int, int, int]:
        """Shape of each tensor of the cache after so many tokens."""
        return batch, self.heads, past, self.width

    def beside(self, tokens: NDArray[Any], past: int) -> dict[str, NDArray[Any]]:
        """Inputs beside the cache for new `tokens` [batch, new] after a past of that length."""
        batch, new = tokens.shape
        found = {
            TOKENS: tokens, MASK: np.ones((batch, past + new)),
            POSITIONS: np.tile(np.arange(past, past + new), (batch, 1)),
        }
        return {name: np.ascontiguousarray(found[name], NUMPY[dtype]) for name, dtype in self.dtypes.items()}

    def drawn(self, tokens: NDArray[Any], past: int, seed: int) -> dict[str, NDArray[Any]]:
        """All inputs, with a cache of random numbers."""
        shape = self.cached(len(tokens), past)
        cache = {name: centred(seed, 1 + number, shape, CACHE_DEVIATION).astype(NUMPY[self.dtype])
                 for number, name in enumerate(self.past)}
        return {**self.beside(tokens, past), **cache}


def decoder(inputs: Sequence[Slot], outputs: Sequence[Slot]) -> Decoder | None:
    """What the signature of a file shows; None where it is none of a decoder that can be fed."""
    past = [slot for slot in inputs if PAST.fullmatch(slot.name)]
    beside = {slot.name: slot.dtype for slot in inputs if not PAST.fullmatch(slot.name)}
    present = [PRESENT.format(*match.groups()) for slot in past if (match := PAST.fullmatch(slot.name))]
    given = {slot.name for slot in outputs}
    fed = TOKENS in beside and beside.keys() <= {TOKENS, MASK, POSITIONS}
    free = all(isinstance(axis, str) for slot in inputs if slot.name in beside for axis in slot.shape[1:])
    if not (past and fed and free and given >= {LOGITS, *present} and _alike(past)):
        return None
    heads, width = past[0].shape[1], past[0].shape[3]
    if not (isinstance(heads, int) and isinstance(width, int)):
        return None
    return Decoder(beside, [slot.name for slot in past], present, heads, width, past[0].dtype)


def _alike(past: Sequence[Slot]) -> bool:
    """Layers of unlike heads have caches of unlike layouts, which nothing here lays out."""
    kinds = {(slot.dtype, len(slot.shape), slot.shape[1], slot.shape[-1]) for slot in past}
    return len(kinds) == 1 and len(past[0].shape) == 4 and isinstance(past[0].shape[2], str)
