"""BERT-base with seeded weights: where an answer starts, of sequences of random tokens."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.graphs.bert_base import INPUTS, VOCABULARY, build
from lynxrunner.graphs.weights import integers
from lynxrunner.state import Record
from lynxrunner.workloads.seeded import ITEMS_SEED, seeded
from lynxrunner.workloads.workload import Workload

ITEMS, CALIBRATED_ON, LENGTH = 64, 8, 128


def workload(entry: Record) -> Workload:
    """Scored on sequences of 128 tokens, measured on any length."""
    found = seeded(entry, "random tokens", build, lambda seed: _tokens(ITEMS, LENGTH, seed),
                   lambda seed: _tokens(CALIBRATED_ON, LENGTH, seed), lambda outputs: outputs["start_logits"])
    return replace(found, sized=lambda size, length: _tokens(size, length, ITEMS_SEED), chunk=2)


def _tokens(count: int, length: int, seed: int) -> dict[str, NDArray[Any]]:
    """Sequences without padding, of one segment."""
    tokens = integers(seed, 0, (count, length), VOCABULARY)
    return dict(zip(INPUTS, (tokens, np.ones_like(tokens), np.zeros_like(tokens)), strict=True))
