"""BERT-base (Devlin et al., "BERT: pre-training of deep bidirectional transformers", NAACL 2019), uncased vocabulary.

With the head that marks an answer's span: no pooler, two logits per token. 109 M parameters; a sequence of 128 tokens
costs 11.174 G multiply-accumulates.
"""

import numpy as np
from onnx import TensorProto

from lynxrunner.graphs.builder import Builder
from lynxrunner.graphs.transformer import attention, constants, dense, gelu, normalised, split_heads

LAYERS, HEADS, WIDTH, INNER = 12, 12, 768, 3072
VOCABULARY, POSITIONS, SEGMENTS = 30522, 512, 2
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
AXES: list[int | str] = ["batch", "sequence"]


def build(seed: int) -> Builder:
    """Inputs int64 [batch, sequence], the mask 1 for a token and 0 for padding; outputs `start_logits` and
    `end_logits` [batch, sequence]."""
    graph = Builder("bert-base", seed)
    constants(graph, HEADS, WIDTH)
    tokens, mask, segments = (graph.input(name, TensorProto.INT64, AXES) for name in INPUTS)
    found, masked = _embedded(graph, tokens, segments), _mask(graph, mask)
    for layer in range(LAYERS):
        found = _layer(graph, f"layer{layer}", found, masked)
    graph.constant("axis", [-1])
    spans = graph.split("Split", "spans", 2, dense(graph, "span", found, WIDTH, 2), axis=-1)
    for name, source in zip(("start_logits", "end_logits"), spans, strict=True):
        graph.output(graph.node("Squeeze", f"{name}.squeeze", source, "axis"), name, AXES)
    return graph


def _embedded(graph: Builder, tokens: str, segments: str) -> str:
    """Token, position and segment embeddings, added and normalised."""
    for name, value in {"start": [0], "position": [1], "rows": [0]}.items():
        graph.constant(name, value)
    words = graph.node("Gather", "words", graph.weight("words.weight", (VOCABULARY, WIDTH), 1.0), tokens)
    kinds = graph.node("Gather", "kinds", graph.weight("kinds.weight", (SEGMENTS, WIDTH), 0.2), segments)
    length = graph.node("Gather", "length", graph.node("Shape", "shape", tokens), "position")
    table = graph.weight("positions.weight", (POSITIONS, WIDTH), 0.5)
    places = graph.node("Slice", "positions", table, "start", length, "rows")
    added = graph.node("Add", "kinds.add", graph.node("Add", "positions.add", words, places), kinds)
    return normalised(graph, "embedded", added, WIDTH)


def _mask(graph: Builder, mask: str) -> str:
    """[batch, sequence] of 1 and 0 -> [batch, 1, 1, sequence] of 0 and -10,000."""
    graph.constant("mask.axes", [1, 2])
    graph.constant("mask.low", 1e4, np.float32)
    wide = graph.node("Unsqueeze", "mask.wide", mask, "mask.axes")
    less = graph.node("Sub", "mask.less", graph.node("Cast", "mask.cast", wide, to=TensorProto.FLOAT), "one")
    return graph.node("Mul", "mask.scaled", less, "mask.low")


def _layer(graph: Builder, name: str, source: str, mask: str) -> str:
    """Attention and a network of two dense layers, each added to its input and normalised."""
    parts = [split_heads(graph, f"{name}.{part}", dense(graph, f"{name}.{part}", source, WIDTH, WIDTH))
             for part in ("query", "key", "value")]
    mixed = dense(graph, f"{name}.output", attention(graph, name, parts, mask), WIDTH, WIDTH)
    found = normalised(graph, f"{name}.first", graph.node("Add", f"{name}.first.add", mixed, source), WIDTH)
    inner = gelu(graph, f"{name}.gelu", dense(graph, f"{name}.inner", found, WIDTH, INNER))
    outer = dense(graph, f"{name}.outer", inner, INNER, WIDTH)
    return normalised(graph, f"{name}.second", graph.node("Add", f"{name}.second.add", outer, found), WIDTH)
