"""GPT-2 small with seeded weights: one pass of the decoder over new tokens, with a key-value cache before them.

Measured are whole answers: a prompt is read, then token after token chosen. Scored are whole sequences with an empty
cache: at every position the next token, given the true tokens before it (teacher forcing).
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.graphs.gpt2_small import HEADS, LAYERS, PARTS, POSITIONS, VOCABULARY, WIDTH, build
from lynxrunner.graphs.weights import centred, integers
from lynxrunner.runtimes.protocol import Tensors
from lynxrunner.state import Record
from lynxrunner.workloads.seeded import ITEMS_SEED, seeded
from lynxrunner.workloads.workload import Logits, Workload

SEQUENCES, CALIBRATED_ON, LENGTH = 4, 2, 32
HEAD = WIDTH // HEADS


def workload(entry: Record) -> Workload:
    """Scored on 4 sequences of 32 positions; answers are generated after prompts of any length."""
    found = seeded(entry, "random tokens", build, lambda seed: _step(SEQUENCES, LENGTH, 0, seed),
                   lambda seed: _step(CALIBRATED_ON, LENGTH, 0, seed), _positions)
    return replace(found, passed=lambda size, past, new: _step(size, new, past, ITEMS_SEED), chunk=1,
                   context=POSITIONS)


def _step(count: int, new: int, past: int, seed: int) -> dict[str, NDArray[Any]]:
    """So many new tokens after a cache of random numbers."""
    shape = (count, HEADS, past, HEAD)
    cached = {f"past_key_values.{layer}.{part}": centred(seed, 1 + 2 * layer + number, shape, 1.0)
              for layer in range(LAYERS) for number, part in enumerate(PARTS)}
    return {"input_ids": integers(seed, 0, (count, new), VOCABULARY), **cached}


def _positions(outputs: Tensors) -> Logits:
    """Every position of every sequence is scored."""
    return np.reshape(outputs["logits"], (-1, VOCABULARY))
