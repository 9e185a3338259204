"""Blocks of convolutional networks, batch normalisation folded into weights and biases."""

from math import sqrt

from lynxrunner.graphs.builder import Builder

RELU6 = ("zero", "six")
"""Names of the limits of ReLU6, constants of the graph."""
SMOOTHING, SPREAD = 0.2, 0.1
"""Mean and standard deviation of a depthwise weight."""


def convolution(
    graph: Builder, name: str, source: str, channels: tuple[int, int], kernel: int, *,
    stride: int = 1, gain: float = 2.0, activation: str | None = None,
) -> str:
    """A convolution over [batch, in, height, width], padded to keep the size, with bias and activation.

    `channels` are those in and out. Weights have the variance gain / fan-in (He et al., ICCV 2015: 2 before a ReLU).
    """
    shape = (channels[1], channels[0], kernel, kernel)
    deviation = sqrt(gain / (channels[0] * kernel**2))
    graph.weight(f"{name}.weight", shape, deviation, balanced=True)
    return _activated(graph, name, source, shape, stride, 1, activation)


def depthwise(graph: Builder, name: str, source: str, channels: int, stride: int) -> str:
    """A 3x3 convolution of each channel alone, and ReLU6.

    Weights lie around one positive mean: differing means would be a part that all images share.
    """
    shape = (channels, 1, 3, 3)
    graph.weight(f"{name}.weight", shape, SPREAD, SMOOTHING)
    return _activated(graph, name, source, shape, stride, channels, "Clip")


def _activated(
    graph: Builder, name: str, source: str, shape: tuple[int, ...], stride: int, groups: int, activation: str | None
) -> str:
    bias, pad = graph.weight(f"{name}.bias", shape[:1], 0.0), shape[2] // 2
    found = graph.node("Conv", name, source, f"{name}.weight", bias, kernel_shape=shape[2:], pads=[pad] * 4,
                       strides=[stride] * 2, group=groups)
    limits = RELU6 if activation == "Clip" else ()
    return graph.node(activation, f"{name}.{activation}", found, *limits) if activation else found


def classifier(graph: Builder, source: str, features: int, classes: int) -> None:
    """Mean over the image and one dense layer: the output `logits` [batch, classes]."""
    pooled = graph.node("Flatten", "flatten", graph.node("GlobalAveragePool", "pool", source))
    weight = graph.weight("classifier.weight", (classes, features), 1 / sqrt(features), balanced=True)
    bias = graph.weight("classifier.bias", (classes,), 0.0)
    graph.output(graph.node("Gemm", "classifier", pooled, weight, bias, transB=1), "logits", ["batch", classes])
