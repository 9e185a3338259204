"""The decoder of random weights with `attention_mask` and `position_ids`, as exports for batches of padded prompts."""

from pathlib import Path
from unittest.mock import patch

import numpy as np
from onnx import TensorProto

from lynxrunner.graphs import gpt2_small
from lynxrunner.graphs.builder import Builder
from tests.runner.served import tiny_llm

CAUSAL = gpt2_small._mask


def write(directory: Path) -> Path:
    """`model.onnx`."""
    with patch.multiple(gpt2_small, _mask=_mask, _embedded=_embedded):
        tiny_llm.write(directory)
    return directory / "model.onnx"


def _embedded(graph: Builder, tokens: str, table: str, past: str, total: str) -> str:
    graph.node("Range", "numbers", past, total, "unit")
    words = graph.node("Gather", "words", table, tokens)
    given = graph.input("position_ids", TensorProto.INT64, ["batch", "sequence"])
    weight = graph.weight("places.weight", (gpt2_small.POSITIONS, gpt2_small.WIDTH), 0.05)
    return graph.node("Add", "embedded", words, graph.node("Gather", "places", weight, given))


def _mask(graph: Builder, past: str, total: str) -> str:
    """[batch, 1, sequence, total]: neither what is ahead nor what pads."""
    ahead = CAUSAL(graph, past, total)
    graph.constant("mask.one", 1.0, np.float32)
    graph.constant("mask.inner", [1, 2])
    given = graph.input("attention_mask", TensorProto.INT64, ["batch", "total"])
    seen = graph.node("Cast", "mask.seen", given, to=TensorProto.FLOAT)
    padded = graph.node("Mul", "mask.padded", graph.node("Sub", "mask.unseen", "mask.one", seen), "mask.low")
    return graph.node("Add", "mask.both", ahead, graph.node("Unsqueeze", "mask.outer", padded, "mask.inner"))
