"""ResNet-50 (He et al., "Deep residual learning for image recognition", CVPR 2016).

The variant that is called 1.5: a stage's stride is in its 3x3 convolution, as in the exporters' models. One image
costs 4.089 G multiply-accumulates; 25.5 M parameters.
"""

from onnx import TensorProto

from lynxrunner.graphs.builder import Builder
from lynxrunner.graphs.convolution import classifier, convolution

STAGES = ((3, 64), (4, 128), (6, 256), (3, 512))
"""Blocks and channels of the 3x3 convolutions of each stage."""
EXPANSION = 4
BRANCH = 0.3
"""Variance that a block adds relative to the variance that it finds: small, so that inputs stay apart."""


def build(seed: int) -> Builder:
    """Input `image` float32 [batch, 3, 224, 224], output `logits` [batch, 1000]."""
    graph = Builder("resnet50", seed)
    image = graph.input("image", TensorProto.FLOAT, ["batch", 3, 224, 224])
    found = convolution(graph, "stem", image, (3, 64), 7, stride=2, activation="Relu")
    found = graph.node("MaxPool", "stem.pool", found, kernel_shape=[3, 3], pads=[1] * 4, strides=[2, 2])
    width = 64
    for stage, (blocks, channels) in enumerate(STAGES):
        for block in range(blocks):
            stride = 2 if stage and not block else 1
            found = _bottleneck(graph, f"stage{stage}.block{block}", found, width, channels, stride)
            width = EXPANSION * channels
    classifier(graph, found, width, 1000)
    return graph


def _bottleneck(graph: Builder, name: str, source: str, width: int, channels: int, stride: int) -> str:
    """1x1, 3x3 and 1x1 convolutions beside a shortcut, which is a convolution where the shape changes."""
    wide = EXPANSION * channels
    found = convolution(graph, f"{name}.reduce", source, (width, channels), 1, activation="Relu")
    found = convolution(graph, f"{name}.conv", found, (channels, channels), 3, stride=stride, activation="Relu")
    found = convolution(graph, f"{name}.expand", found, (channels, wide), 1, gain=BRANCH)
    if width != wide or stride != 1:
        source = convolution(graph, f"{name}.shortcut", source, (width, wide), 1, stride=stride, gain=1.0)
    return graph.node("Relu", f"{name}.relu", graph.node("Add", f"{name}.add", found, source))
