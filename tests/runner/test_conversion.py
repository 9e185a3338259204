"""Converters given a model without its weights make the same bytes as of the whole, in a part of the memory."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from lynxrunner.recipes import onnx_recipes
from lynxrunner.recipes.calibration import Reader
from lynxrunner.runtimes.protocol import Calibration, Source

ISA = ("avx2",)
ITEMS = np.random.default_rng(3).uniform(0, 1, (8, 2, 8, 8)).astype(np.float32)
CALIBRATION = Calibration({"x": ITEMS}, "uniform noise, seed 3")
MEGABYTE = 10**6
WATCHED = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(status, usage.ru_maxrss)
"""
"""A small process between: the peak of a process counts from what the one that started it held."""


def constant(name: str, *shape: int) -> onnx.TensorProto:
    values: NDArray[np.float64] = np.random.default_rng(len(name)).normal(0, 0.1, shape)
    return numpy_helper.from_array(values.astype(np.float32), name)


def model(path: Path, beside: bool) -> Source:
    """A convolution, a product with a bias and one without; weights of all sizes, `beside` the file or inside."""
    nodes = [
        helper.make_node("Conv", ["x", "kernel", "k"], ["h"], name="conv", pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["h"], ["r"], name="relu"),
        helper.make_node("Flatten", ["r"], ["f"], name="flatten"),
        helper.make_node("Gemm", ["f", "wide", "bias"], ["g"], name="gemm", transB=1),
        helper.make_node("Relu", ["g"], ["p"], name="positive"),
        helper.make_node("MatMul", ["p", "last"], ["m"], name="product"),
        helper.make_node("Mul", ["m", "factors"], ["y"], name="scaled"),
    ]
    weights = [constant("kernel", 8, 2, 3, 3), constant("k", 8), constant("wide", 64, 512), constant("bias", 64),
               constant("last", 64, 16), constant("factors", 16)]
    return saved(path, nodes, weights, ["batch", 2, 8, 8], beside)


def saved(
    path: Path, nodes: list[onnx.NodeProto], weights: list[onnx.TensorProto], shape: list[str | int], beside: bool
) -> Source:
    graph = helper.make_graph(nodes, "small", [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
                              [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)], weights)
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(proto, path, save_as_external_data=beside, location="weights.bin", size_threshold=0)
    return Source(path, CALIBRATION, ISA)


def static(whole: Path, made: Path) -> None:
    from onnxruntime import quantization as q

    prepared = whole.with_name("prepared.onnx")
    q.quant_pre_process(whole, prepared, skip_symbolic_shape=True)
    q.quantize_static(prepared, made, Reader(CALIBRATION), per_channel=True, reduce_range=True,
                      activation_type=q.QuantType.QUInt8, weight_type=q.QuantType.QInt8)


def dynamic(whole: Path, made: Path) -> None:
    from onnxruntime import quantization as q

    prepared = whole.with_name("prepared.onnx")
    q.quant_pre_process(whole, prepared, skip_symbolic_shape=True)
    q.quantize_dynamic(prepared, made, weight_type=q.QuantType.QInt8, per_channel=True, reduce_range=True)


def half(whole: Path, made: Path) -> None:
    from onnxruntime.transformers.float16 import convert_float_to_float16

    onnx.save(convert_float_to_float16(onnx.load(whole), keep_io_types=True), made)


def four_bits(whole: Path, made: Path) -> None:
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    quantizer = MatMulNBitsQuantizer(onnx.load(whole), bits=4, block_size=32, is_symmetric=True, accuracy_level=4)
    quantizer.process()
    onnx.save(quantizer.model.model, made)


@pytest.mark.parametrize("beside", [False, True], ids=["one file", "weights beside"])
@pytest.mark.parametrize(("recipe", "tool"), [
    ("int8", static), ("int8-dynamic", dynamic), ("fp16", half), ("int4-weight", four_bits),
])
def test_the_bytes_are_those_that_the_tool_makes_of_the_whole_model(
    recipe: str, tool: Callable[[Path, Path], None], beside: bool, tmp_path: Path
) -> None:
    given, workspace, whole = model(tmp_path / "model.onnx", beside), tmp_path / "made", tmp_path / "whole.onnx"
    workspace.mkdir()
    onnx.save(onnx.load(given.model), whole)
    # Both tools of four bits and of halves are handed the model as it was delivered, the quantizers a single file.
    tool(whole, tmp_path / "expected.onnx")
    prepared = onnx_recipes.prepare(given, recipe, workspace, {})
    assert prepared.artefact.read_bytes() == (tmp_path / "expected.onnx").read_bytes()
    assert list(workspace.iterdir()) == [prepared.artefact]


@pytest.mark.parametrize(("recipe", "more"), [
    ("int8", 300), ("int8-dynamic", 300), ("int4-weight", 300),
    ("fp16", 400),  # half of the model is still much to write: before version 7, protobuf's buffers double as they fill
])
def test_memory_is_at_most_the_models_and_some_hundred_megabytes(recipe: str, more: int, tmp_path: Path) -> None:
    width, products = 2048, 8
    nodes = [helper.make_node("MatMul", [f"h{number}" if number else "x", f"w{number}"],
                              [f"h{number + 1}" if number + 1 < products else "y"]) for number in range(products)]
    weights = [constant(f"w{number}", width, width) for number in range(products)]
    given = saved(tmp_path / "model.onnx", nodes, weights, ["batch", width], beside=True)
    np.save(tmp_path / "items.npy", np.ones((2, width), np.float32))
    spec = {"model": str(given.model), "recipe": recipe, "isa": ISA, "dataset": "ones",
            "items": {"x": str(tmp_path / "items.npy")}, "result": str(tmp_path / "result.json"), "tells": 0}
    (tmp_path / "spec.json").write_text(json.dumps(spec))
    command = [sys.executable, "-P", "-m", "lynxrunner.convert", str(tmp_path / "spec.json")]
    said = subprocess.run([sys.executable, "-c", WATCHED, *command], cwd=tmp_path, capture_output=True, check=True)
    status, peak_kib = map(int, said.stdout.split())
    assert status == 0
    size = width * width * 4 * products
    assert size > 100 * MEGABYTE
    assert peak_kib * 1024 < size + more * MEGABYTE
