"""Multiply-accumulates and formats from the shapes and types of executed nodes."""

import json
from pathlib import Path

import numpy as np
import pytest

from lynxrunner.runtimes.ort.profile import Node, dtype, inspection, multiply_accumulates


def node(op_type: str, *inputs: tuple[str, list[int]], out: list[int]) -> Node:
    return Node(op_type, 0, list(inputs), [(inputs[0][0], out)], 0)


F, U, I8 = "float", "uint8", "int8"
SCALE, ZERO = ("float", []), ("uint8", [])


@pytest.mark.parametrize(("found", "count", "kind"), [
    (node("Conv", (F, [2, 16, 8, 8]), (F, [32, 16, 3, 3]), out=[2, 32, 8, 8]), 2 * 32 * 64 * 16 * 9, "fp32"),
    (node("Conv", (F, [1, 32, 8, 8]), (F, [32, 1, 3, 3]), out=[1, 32, 8, 8]), 32 * 64 * 9, "fp32"),
    (node("ConvTranspose", (F, [1, 8, 4, 4]), (F, [8, 3, 2, 2]), out=[1, 3, 8, 8]), 8 * 16 * 3 * 4, "fp32"),
    (node("Gemm", (F, [4, 512]), (F, [10, 512]), (F, [10]), out=[4, 10]), 4 * 512 * 10, "fp32"),
    (node("Gemm", (F, [512, 4]), (F, [512, 10]), out=[4, 10]), 4 * 512 * 10, "fp32"),
    (node("MatMul", ("float16", [8, 12, 128, 64]), ("float16", [8, 12, 64, 128]), out=[8, 12, 128, 128]),
     8 * 12 * 128 * 128 * 64, "fp16"),
    (node("QLinearConv", (U, [1, 3, 8, 8]), SCALE, ZERO, (I8, [4, 3, 3, 3]), out=[1, 4, 8, 8]), 4 * 64 * 27, "int8"),
    (node("QGemm", (U, [1, 512]), SCALE, ZERO, (I8, [512, 10]), out=[1, 10]), 5120, "int8"),
    (node("DynamicQuantizeMatMul", (F, [1, 64]), (I8, [64, 10]), out=[1, 10]), 640, "int8"),
    (node("Relu", (F, [1, 64]), out=[1, 64]), 0, "fp32"),
])
def test_products(found: Node, count: int, kind: str) -> None:
    assert (multiply_accumulates(found), dtype(found)) == (count, kind)


def test_shares_are_weighted_by_operations(tmp_path: Path) -> None:
    """One large fp32 product beside ten small int8 ones is an fp32 model."""
    large = event("MatMul", ({"float": [1, 900]}, {"float": [900, 1]}), {"float": [1, 1]}, 3600)
    small = event("MatMulInteger", ({"uint8": [1, 10]}, {"int8": [10, 1]}), {"int32": [1, 1]}, 10)
    profile = tmp_path / "profile.json"
    profile.write_text(json.dumps([{"cat": "Session", "name": "run"}, large, *[small] * 10]))
    found = inspection(profile, "1", {"x": np.zeros((1, 4), np.float32)}, {"y": np.zeros((1, 1), np.float32)})
    shares = {each["dtype"]: (each["count"], each["share_of_operations"]) for each in found.effective["operators"]}
    assert shares == {"fp32": (1, 0.9), "int8": (10, 0.1)}
    assert found.operations == 2000
    assert found.bytes == 3600 + 10 * 10 + 16 + 4


def test_a_profile_without_products_is_not_measured(tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    profile.write_text(json.dumps([event("Relu", ({"float": [1]},), {"float": [1]}, 0)]))
    found = inspection(profile, "1", {"x": np.zeros((1, 1), np.float32)}, {})
    assert found.effective["not_measured"]["reason"] == "unsupported_by_runtime"


def event(op_type: str, inputs: tuple[dict[str, list[int]], ...], output: dict[str, list[int]], size: int) -> object:
    arguments = {"op_name": op_type, "provider": "CPUExecutionProvider", "parameter_size": str(size),
                 "input_type_shape": list(inputs), "output_type_shape": [output]}
    return {"cat": "Node", "name": f"{op_type}_kernel_time", "args": arguments}
