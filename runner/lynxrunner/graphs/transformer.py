"""Blocks of transformers over [batch, sequence, width] (Vaswani et al., "Attention is all you need", NIPS 2017)."""

from collections.abc import Sequence
from math import pi, sqrt

import numpy as np

from lynxrunner.graphs.builder import Builder

EPSILON = 1e-5


def constants(graph: Builder, heads: int, width: int) -> None:
    """Shapes and factors that the blocks below refer to."""
    graph.constant("heads.split", [0, 0, heads, width // heads])
    graph.constant("heads.join", [0, 0, width])
    for name, value in {"half": 0.5, "one": 1.0, "query.scale": 1 / sqrt(width // heads)}.items():
        graph.constant(name, value, np.float32)


def dense(graph: Builder, name: str, source: str, inner: int, outer: int, gain: float = 1.0) -> str:
    """A linear layer; weights [in, out] have the variance gain / in."""
    weight = graph.weight(f"{name}.weight", (inner, outer), sqrt(gain / inner))
    bias = graph.weight(f"{name}.bias", (outer,), 0.0)
    return graph.node("Add", f"{name}.add", graph.node("MatMul", name, source, weight), bias)


def normalised(graph: Builder, name: str, source: str, width: int) -> str:
    """Layer normalisation over the width."""
    scale, bias = graph.weight(f"{name}.scale", (width,), 0.0, 1.0), graph.weight(f"{name}.bias", (width,), 0.0)
    return graph.node("LayerNormalization", name, source, scale, bias, axis=-1, epsilon=EPSILON)


def split_heads(graph: Builder, name: str, source: str) -> str:
    """[batch, sequence, width] -> [batch, heads, sequence, width / heads]."""
    found = graph.node("Reshape", f"{name}.split", source, "heads.split")
    return graph.node("Transpose", f"{name}.heads", found, perm=[0, 2, 1, 3])


def attention(graph: Builder, name: str, parts: Sequence[str], mask: str) -> str:
    """Softmax of scaled products plus `mask`, of query, key and value with split heads; [batch, sequence, width]."""
    query, key, value = parts
    turned = graph.node("Transpose", f"{name}.key.turn", key, perm=[0, 1, 3, 2])
    scaled = graph.node("Mul", f"{name}.scale", query, "query.scale")
    scores = graph.node("Add", f"{name}.mask", graph.node("MatMul", f"{name}.scores", scaled, turned), mask)
    mixed = graph.node("MatMul", f"{name}.mix", graph.node("Softmax", f"{name}.softmax", scores, axis=-1), value)
    joined = graph.node("Transpose", f"{name}.turn", mixed, perm=[0, 2, 1, 3])
    return graph.node("Reshape", f"{name}.join", joined, "heads.join")


def gelu(graph: Builder, name: str, source: str) -> str:
    """x / 2 (1 + erf(x / sqrt 2)) (Hendrycks and Gimpel, arXiv 1606.08415)."""
    root = graph.constant(f"{name}.root", sqrt(2), np.float32)
    erf = graph.node("Erf", f"{name}.erf", graph.node("Div", f"{name}.div", source, root))
    return _gated(graph, name, source, erf)


def gelu_tanh(graph: Builder, name: str, source: str) -> str:
    """The same with the tanh approximation of that paper."""
    three, factor, scale = (graph.constant(f"{name}.{part}", value, np.float32) for part, value in (
        ("three", 3), ("factor", 0.044715), ("scale", sqrt(2 / pi))))
    cube = graph.node("Mul", f"{name}.cubic", graph.node("Pow", f"{name}.cube", source, three), factor)
    inner = graph.node("Mul", f"{name}.scaled", graph.node("Add", f"{name}.inner", source, cube), scale)
    return _gated(graph, name, source, graph.node("Tanh", f"{name}.tanh", inner))


def _gated(graph: Builder, name: str, source: str, gate: str) -> str:
    open_ = graph.node("Add", f"{name}.gate", gate, "one")
    product = graph.node("Mul", f"{name}.product", source, open_)
    return graph.node("Mul", f"{name}.half", product, "half")
