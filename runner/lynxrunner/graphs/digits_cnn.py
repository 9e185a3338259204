"""The ONNX graph of the workload ``digits-cnn``: a small convolutional network over 8x8 digits.

Three 3x3 convolutions (16, 32, 32 channels), one 2x2 max pooling after the second, one dense layer.
One image costs 456,704 multiply-accumulate operations; the weights are 19,178 fp32 parameters.
"""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, npt.NDArray[np.float32]]

SHAPES: dict[str, tuple[int, ...]] = {
    "conv1.weight": (16, 1, 3, 3),
    "conv1.bias": (16,),
    "conv2.weight": (32, 16, 3, 3),
    "conv2.bias": (32,),
    "conv3.weight": (32, 32, 3, 3),
    "conv3.bias": (32,),
    "dense.weight": (10, 512),
    "dense.bias": (10,),
}
"""Name and shape of every parameter: convolutions [out, in, height, width], the dense layer [out, in]."""


def build(weights: Weights, producer_version: str | None = None) -> onnx.ModelProto:
    """Return the checked model: input ``image`` [batch, 1, 8, 8] in 0..1, output ``logits`` [batch, 10].

    Both are float32; ``batch`` is a symbolic axis. ``weights`` has the names and shapes of ``SHAPES``.
    ``producer_version`` is this package's version unless given; equal arguments give equal bytes.
    Raises ValueError when a parameter is missing, superfluous, of another shape or not float32.
    """
    _require_shapes(weights)
    model = helper.make_model(
        _graph(weights),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
        producer_name="lynxbench",
        producer_version=producer_version or version("lynxbench"),
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def weights_of(model: onnx.ModelProto) -> dict[str, npt.NDArray[np.float32]]:
    """Return the model's parameters by name: the inverse of ``build``."""
    return {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}


def _require_shapes(weights: Weights) -> None:
    found = {name: (str(array.dtype), array.shape) for name, array in weights.items()}
    expected = {name: ("float32", shape) for name, shape in SHAPES.items()}
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            raise ValueError(
                f"digits-cnn: parameter {name!r} is {found.get(name, 'missing')}, "
                f"expected {expected.get(name, 'none of this name')}; pass the weights that SHAPES lists"
            )


def _graph(weights: Weights) -> onnx.GraphProto:
    return helper.make_graph(
        _nodes(),
        "digits-cnn",
        inputs=[helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 1, 8, 8])],
        outputs=[helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 10])],
        initializer=[numpy_helper.from_array(weights[name], name) for name in SHAPES],
    )


def _nodes() -> list[onnx.NodeProto]:
    return [
        *_convolution("conv1", "image"),
        *_convolution("conv2", "conv1.relu"),
        _node("MaxPool", "pool", ["conv2.relu"], "pool.out", kernel_shape=[2, 2], strides=[2, 2]),
        *_convolution("conv3", "pool.out"),
        _node("Flatten", "flatten", ["conv3.relu"], "flatten.out", axis=1),
        _node("Gemm", "dense", ["flatten.out", "dense.weight", "dense.bias"], "logits", transB=1),
    ]


def _convolution(name: str, source: str) -> list[onnx.NodeProto]:
    inputs = [source, f"{name}.weight", f"{name}.bias"]
    return [
        _node("Conv", name, inputs, f"{name}.out", kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
        _node("Relu", f"{name}.activation", [f"{name}.out"], f"{name}.relu"),
    ]


def _node(op_type: str, name: str, inputs: list[str], output: str, **attributes: Any) -> onnx.NodeProto:
    return helper.make_node(op_type, inputs, [output], name=name, **attributes)
