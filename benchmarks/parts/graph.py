"""A generated graph: as many equal convolutions in a row as take a wanted time on this machine."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

CHANNELS, SIDE = 64, 28
SHAPE = (1, CHANNELS, SIDE, SIDE)
OPERATIONS = 2 * CHANNELS * CHANNELS * 9 * SIDE * SIDE
"""Multiplications and additions of one convolution, counted apart."""


def image() -> dict[str, np.ndarray]:
    """One input [1, 64, 28, 28]."""
    return {"image": _random().standard_normal(SHAPE, dtype=np.float32)}


def write(layers: int, path: Path) -> Path:
    """`layers` times a 3x3 convolution with ReLU, fp32, 64 channels, 28x28; weights from a fixed seed."""
    model = helper.make_model(_graph(layers), opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))
    return path


def _graph(layers: int) -> onnx.GraphProto:
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, SHAPE) for name in ("image", f"out{layers}")]
    nodes = [node for number in range(layers) for node in _layer(number)]
    # Kaiming's scale keeps activations of one size from layer to layer: no denormals, no infinities.
    kernel = _random().standard_normal((CHANNELS, CHANNELS, 3, 3), dtype=np.float32) * (2 / (9 * CHANNELS)) ** 0.5
    weights = [numpy_helper.from_array(kernel, f"weight{number}") for number in range(layers)]
    return helper.make_graph(nodes, "convolutions", ends[:1], ends[1:], weights)


def _layer(number: int) -> list[onnx.NodeProto]:
    source = f"out{number}" if number else "image"
    convolution = helper.make_node("Conv", [source, f"weight{number}"], [f"sum{number}"],
                                   kernel_shape=[3, 3], pads=[1, 1, 1, 1])
    return [convolution, helper.make_node("Relu", [f"sum{number}"], [f"out{number + 1}"])]


def _random() -> np.random.Generator:
    return np.random.default_rng(20261123)
