"""GPT-2 small (Radford et al., "Language models are unsupervised multitask learners", 2019), 124 M parameters.

The key-value cache is input and output: what was computed of earlier tokens is handed in and comes back longer by the
new ones, so that the same graph reads a whole prompt or continues by one token.
"""

import numpy as np
from onnx import TensorProto

from lynxrunner.graphs.builder import Builder
from lynxrunner.graphs.transformer import attention, constants, dense, gelu_tanh, normalised, split_heads

LAYERS, HEADS, WIDTH = 12, 12, 768
VOCABULARY, POSITIONS = 50257, 1024
PARTS = ("key", "value")


def build(seed: int) -> Builder:
    """Inputs `input_ids` int64 [batch, sequence] and `past_key_values.L.key`, `.value` float32 [batch, 12, past, 64] of
    each layer L; outputs `logits` [batch, sequence, 50257] and `present.L.key`, `.value` [batch, 12, total, 64]."""
    graph = Builder("gpt2-small", seed)
    constants(graph, HEADS, WIDTH)
    tokens = graph.input("input_ids", TensorProto.INT64, ["batch", "sequence"])
    cached = [[graph.input(f"past_key_values.{layer}.{part}", TensorProto.FLOAT, ["batch", HEADS, "past", 64])
               for part in PARTS] for layer in range(LAYERS)]
    past, total = _extent(graph, tokens, cached[0][0])
    table = graph.weight("words.weight", (VOCABULARY, WIDTH), 0.1)
    found = _embedded(graph, tokens, table, past, total)
    mask = _mask(graph, past, total)
    for layer, pair in enumerate(cached):
        found = _layer(graph, layer, found, pair, mask)
    _logits(graph, normalised(graph, "final", found, WIDTH), table)
    graph.outputs.insert(0, graph.outputs.pop())
    return graph


def _extent(graph: Builder, tokens: str, cached: str) -> tuple[str, str]:
    """Length of the past and with the new tokens, as scalars."""
    for name, value in {"axis.sequence": 1, "axis.past": 2, "unit": 1}.items():
        graph.constant(name, value)
    new = graph.node("Gather", "new", graph.node("Shape", "tokens.shape", tokens), "axis.sequence")
    past = graph.node("Gather", "past", graph.node("Shape", "cached.shape", cached), "axis.past")
    return past, graph.node("Add", "total", past, new)


def _embedded(graph: Builder, tokens: str, table: str, past: str, total: str) -> str:
    """Embeddings of the tokens and of their positions."""
    words = graph.node("Gather", "words", table, tokens)
    numbers = graph.node("Range", "numbers", past, total, "unit")
    places = graph.node("Gather", "places", graph.weight("places.weight", (POSITIONS, WIDTH), 0.05), numbers)
    return graph.node("Add", "embedded", words, places)


def _mask(graph: Builder, past: str, total: str) -> str:
    """[sequence, total]: -10,000 where a token would look ahead, else 0."""
    for name, value in {"zero": 0, "row": [0], "column": [1]}.items():
        graph.constant(name, value)
    graph.constant("mask.low", -1e4, np.float32)
    new = graph.node("Unsqueeze", "mask.new", "numbers:0", "column")
    every = graph.node("Unsqueeze", "mask.every", graph.node("Range", "mask.range", "zero", total, "unit"), "row")
    ahead = graph.node("Cast", "mask.cast", graph.node("Greater", "mask.ahead", every, new), to=TensorProto.FLOAT)
    return graph.node("Mul", "mask", ahead, "mask.low")


def _layer(graph: Builder, layer: int, source: str, cached: list[str], mask: str) -> str:
    """Attention and a network of two dense layers, each on its normalised input and added to it."""
    name = f"layer{layer}"
    mixed = dense(graph, f"{name}.qkv", normalised(graph, f"{name}.first", source, WIDTH), WIDTH, 3 * WIDTH)
    parts = [split_heads(graph, f"{name}.{part}", split) for part, split in zip(
        ("query", *PARTS), graph.split("Split", f"{name}.parts", 3, mixed, axis=-1), strict=True)]
    longer = [_longer(graph, layer, *each) for each in zip(PARTS, cached, parts[1:], strict=True)]
    attended = dense(graph, f"{name}.output", attention(graph, name, [parts[0], *longer], mask), WIDTH, WIDTH)
    found = graph.node("Add", f"{name}.first.add", attended, source)
    inner = dense(graph, f"{name}.inner", normalised(graph, f"{name}.second", found, WIDTH), WIDTH, 4 * WIDTH)
    outer = dense(graph, f"{name}.outer", gelu_tanh(graph, f"{name}.gelu", inner), 4 * WIDTH, WIDTH)
    return graph.node("Add", f"{name}.second.add", outer, found)


def _longer(graph: Builder, layer: int, part: str, cached: str, new: str) -> str:
    """The cache with the new tokens; an output of the model too."""
    found = graph.node("Concat", f"layer{layer}.{part}.concat", cached, new, axis=2)
    graph.output(found, f"present.{layer}.{part}", ["batch", HEADS, "total", WIDTH // HEADS])
    return found


def _logits(graph: Builder, source: str, table: str) -> None:
    """Products with the embedding of every word: the weights are tied."""
    graph.constant("flat", [-1, WIDTH])
    graph.constant("vocabulary", [VOCABULARY])
    products = graph.node("Gemm", "head", graph.node("Reshape", "head.flat", source, "flat"), table, transB=1)
    shape = graph.node("Concat", "head.shape", "tokens.shape:0", "vocabulary", axis=0)
    graph.output(graph.node("Reshape", "head.join", products, shape), "logits", ["batch", "sequence", VOCABULARY])
