"""MobileNetV2 1.0 224 (Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks", CVPR 2018).

One image costs 0.3008 G multiply-accumulates; 3.5 M parameters.
"""

import numpy as np
from onnx import TensorProto

from lynxrunner.graphs.builder import Builder
from lynxrunner.graphs.convolution import RELU6, classifier, convolution, depthwise

STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
"""Expansion, channels, blocks and first stride of each row of the paper's table 2."""
FEATURES = 1280
BRANCH = 0.3
"""Variance that a block adds beside its shortcut: small, so that rounding errors do not grow."""


def build(seed: int) -> Builder:
    """Input `image` float32 [batch, 3, 224, 224], output `logits` [batch, 1000]."""
    graph = Builder("mobilenet-v2", seed)
    for name, value in zip(RELU6, (0, 6), strict=True):
        graph.constant(name, value, np.float32)
    image = graph.input("image", TensorProto.FLOAT, ["batch", 3, 224, 224])
    found = convolution(graph, "stem", image, (3, 32), 3, stride=2, activation="Clip")
    width = 32
    for stage, (expansion, channels, blocks, stride) in enumerate(STAGES):
        for block in range(blocks):
            name = f"stage{stage}.block{block}"
            found = _inverted(graph, name, found, (width, channels), expansion, 1 if block else stride)
            width = channels
    found = convolution(graph, "features", found, (width, FEATURES), 1, activation="Clip")
    classifier(graph, found, FEATURES, 1000)
    return graph


def _inverted(graph: Builder, name: str, source: str, channels: tuple[int, int], expansion: int, stride: int) -> str:
    """Expansion, depthwise convolution, linear projection; a residual where the shape stays."""
    wide, found = expansion * channels[0], source
    if expansion > 1:
        found = convolution(graph, f"{name}.expand", found, (channels[0], wide), 1, activation="Clip")
    found = depthwise(graph, f"{name}.depthwise", found, wide, stride)
    keeps = stride == 1 and channels[0] == channels[1]
    found = convolution(graph, f"{name}.project", found, (wide, channels[1]), 1, gain=BRANCH if keeps else 1.0)
    return graph.node("Add", f"{name}.add", source, found) if keeps else found
