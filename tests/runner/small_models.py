"""Small ONNX files that every runtime is to run: convolutions as delivered, and dense layers with attention."""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from lynxrunner.runtimes.protocol import Calibration, Source
from lynxrunner.workloads.find import find

WIDTH, LENGTH = 64, 12
ITEMS = 16
DENSE_PRODUCTS = LENGTH * WIDTH * (3 * WIDTH + 4 * WIDTH + 2 * LENGTH)
"""Multiply-accumulates of one item: three projections, two layers of twice the width, scores and mix."""
CONVOLUTION_PRODUCTS = 456_704
"""Of one image of digits-cnn: 9,216 + 294,912 + 147,456 + 5,120."""


def convolutions(isa: tuple[str, ...] = ()) -> tuple[Source, dict[str, NDArray[np.generic]]]:
    """digits-cnn, and some of its images."""
    workload = find("digits-cnn")
    return Source(workload.model, workload.calibration(), isa), workload.batch(ITEMS)


def dense(directory: Path, isa: tuple[str, ...] = ()) -> tuple[Source, dict[str, NDArray[np.generic]]]:
    """One block of attention over [batch, 12, 64] and two dense layers; weights from a seed."""
    path = directory / "dense.onnx"
    onnx.save(_model(), path)
    inputs = _random().standard_normal((24, LENGTH, WIDTH), dtype=np.float32)
    return Source(path, Calibration({"x": inputs}, "seeded"), isa), {"x": inputs[:ITEMS]}


def _model() -> onnx.ModelProto:
    nodes = [
        *(_node("MatMul", name, "x", f"{name}.weight") for name in ("query", "key", "value")),
        _node("Transpose", "turned", "key", perm=[0, 2, 1]), _node("MatMul", "scores", "query", "turned"),
        _node("Mul", "scaled", "scores", "scale"), _node("Softmax", "shares", "scaled", axis=-1),
        _node("MatMul", "mixed", "shares", "value"), _node("Add", "added", "mixed", "x"),
        _node("LayerNormalization", "normal", "added", "gain", "offset", axis=-1),
        _node("MatMul", "wide", "normal", "wide.weight"), _node("Relu", "kept", "wide"),
        _node("MatMul", "y", "kept", "narrow.weight"),
    ]
    shape = ["batch", LENGTH, WIDTH]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("x", "y")]
    graph = helper.make_graph(nodes, "dense", ends[:1], ends[1:], _weights())
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8,
                              producer_name="tests", producer_version="1")
    onnx.checker.check_model(model, full_check=True)
    return model


def _weights() -> list[onnx.TensorProto]:
    random = _random()
    shapes = {**dict.fromkeys(("query", "key", "value"), (WIDTH, WIDTH)), "wide": (WIDTH, 2 * WIDTH),
              "narrow": (2 * WIDTH, WIDTH)}
    found = {f"{name}.weight": random.standard_normal(shape) / shape[0] ** 0.5 for name, shape in shapes.items()}
    found |= {"gain": np.ones(WIDTH), "offset": np.zeros(WIDTH), "scale": np.array(WIDTH**-0.5)}
    return [numpy_helper.from_array(value.astype(np.float32), name) for name, value in found.items()]


def _node(op_type: str, name: str, *inputs: str, **attributes: object) -> onnx.NodeProto:
    return helper.make_node(op_type, inputs, [name], name=name, **attributes)


def _random() -> np.random.Generator:
    return np.random.default_rng(20261123)
