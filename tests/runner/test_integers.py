"""PyTorch's integer kernels give what the quantized ONNX file says, as onnx's reference evaluator computes it."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from lynxrunner.capture import cpuinfo
from lynxrunner.capture.tree import Tree
from lynxrunner.recipes.preprocess import saturates
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Settings

pytestmark = pytest.mark.skipif(not find_spec("torch"), reason="torch is not installed: lynxbench[torch]")

CHANNELS, SIDE, CLASSES = 128, 6, 10
"""More groups than those for which PyTorch's own choice of kernels is exact."""
MOST = 63 if saturates(tuple(cpuinfo.isa(Tree()))) else 127
STEP = 0.05
INT8 = Settings(1, {"dtype": "int8"})


def grid(values: dict[str, NDArray[np.generic]], name: str, scale: float, dtype: str) -> None:
    """Scale and zero point of an activation of either sign."""
    values[f"{name}.scale"] = np.float32(scale)
    values[f"{name}.zero"] = np.array(0 if dtype == "int8" else 128, dtype)


def coded(nodes: list[onnx.NodeProto], name: str) -> str:
    """Round a value to its grid and widen it again."""
    terms = [f"{name}.scale", f"{name}.zero"]
    nodes.append(helper.make_node("QuantizeLinear", [name, *terms], [f"{name}.codes"]))
    nodes.append(helper.make_node("DequantizeLinear", [f"{name}.codes", *terms], [f"{name}.wide"]))
    return f"{name}.wide"


def weight(values: dict[str, NDArray[np.generic]], nodes: list[onnx.NodeProto], name: str, shape: tuple[int, ...],
           axis: int) -> str:
    """Constant codes over all of their range, with a scale for each channel of an axis."""
    random = np.random.default_rng(len(name))
    values[f"{name}.codes"] = random.integers(-MOST, MOST + 1, shape).astype(np.int8)
    values[f"{name}.scales"] = random.uniform(0.5, 1, shape[axis]).astype(np.float32) / (60 * MOST)
    values[f"{name}.zeros"] = np.zeros(shape[axis], np.int8)
    terms = [f"{name}.codes", f"{name}.scales", f"{name}.zeros"]
    nodes.append(helper.make_node("DequantizeLinear", terms, [name], axis=axis))
    return name


def quantized(directory: Path, dtype: str, rounded: bool) -> Path:
    """Depthwise convolution, its sum with the input, maxima, dense layer; the sum is `rounded` to a grid or not."""
    nodes: list[onnx.NodeProto] = []
    values: dict[str, NDArray[np.generic]] = {"bias": np.linspace(-1, 1, CLASSES, dtype=np.float32)}
    for name, scale in (("x", STEP), ("deep", STEP), ("sum", STEP), ("high", STEP), ("flat", STEP), ("y", STEP)):
        grid(values, name, scale, dtype)
    x = coded(nodes, "x")
    kernel = weight(values, nodes, "kernel", (CHANNELS, 1, 3, 3), 0)
    nodes.append(helper.make_node("Conv", [x, kernel], ["deep"], group=CHANNELS, pads=[1] * 4))
    nodes.append(helper.make_node("Add", [coded(nodes, "deep") if rounded else "deep", x], ["sum"]))
    nodes.append(helper.make_node("MaxPool", [coded(nodes, "sum")], ["high"], kernel_shape=[2, 2], strides=[2, 2]))
    nodes.append(helper.make_node("Flatten", [coded(nodes, "high")], ["flat"]))
    dense = weight(values, nodes, "dense", (CHANNELS * SIDE**2 // 4, CLASSES), 1)
    nodes.append(helper.make_node("Gemm", [coded(nodes, "flat"), dense, "bias"], ["y"]))
    ends = [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", CHANNELS, SIDE, SIDE]),
            helper.make_tensor_value_info(coded(nodes, "y"), TensorProto.FLOAT, ["batch", CLASSES]),
            helper.make_tensor_value_info("sum.wide", TensorProto.FLOAT, ["batch", CHANNELS, SIDE, SIDE])]
    constants = [numpy_helper.from_array(np.asarray(value), name) for name, value in values.items()]
    graph = helper.make_graph(nodes, "quantized", ends[:1], ends[1:], constants)
    path = directory / "quantized.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 19)], ir_version=9), path)
    return path


@pytest.mark.parametrize("dtype", ["uint8", "int8"])
@pytest.mark.parametrize("rounded", [True, False])
def test_kernels_agree_with_the_file(dtype: str, rounded: bool, tmp_path: Path) -> None:
    path = quantized(tmp_path, dtype, rounded)
    # To both ends of the grid: what saturates within a kernel shows.
    inputs = {"x": np.random.default_rng(1).uniform(-6.4, 6.4, (3, CHANNELS, SIDE, SIDE)).astype(np.float32)}
    expected = dict(zip(["y.wide", "sum.wide"], ReferenceEvaluator(str(path)).run(None, inputs), strict=True))
    found = find("pytorch").load(path, INT8).run(inputs)
    # What lies between two codes may be rounded to either: in the convolution, and once more in the sum.
    for name, steps in {"sum.wide": 2, "y.wide": 1}.items():
        assert len(np.unique(expected[name])) > CLASSES
        assert np.abs(found[name] - expected[name]).max() <= (steps + 0.01) * STEP


@pytest.mark.parametrize(("rounded", "integers"), [(True, 1.0), (False, None)])
def test_what_is_not_rounded_is_shown_as_floats(rounded: bool, integers: float | None, tmp_path: Path) -> None:
    path = quantized(tmp_path, "uint8", rounded)
    seen = find("pytorch").inspect(path, INT8, {"x": np.ones((1, CHANNELS, SIDE, SIDE), np.float32)}, tmp_path)
    convolution, dense = CHANNELS * SIDE**2 * 9, CHANNELS * SIDE**2 // 4 * CLASSES
    assert seen.operations == 2 * (convolution + dense)
    shares = {(each["op_type"], each["dtype"]): each["share_of_operations"] for each in seen.effective["operators"]}
    assert shares["quantized::linear", "int8"] == pytest.approx(dense / (convolution + dense))
    assert ("quantized::conv2d" in {name for name, _ in shares}) == rounded
    whole = sum(share for (_, dtype), share in shares.items() if dtype == "int8")
    assert whole == pytest.approx(integers or dense / (convolution + dense))
