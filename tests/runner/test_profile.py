"""Multiply-accumulates and formats from the shapes and types of executed nodes."""

import json
from pathlib import Path

import numpy as np
import pytest

from lynxrunner.runtimes.ort.node import Node, bytes_read, dtype, multiply_accumulates
from lynxrunner.runtimes.ort.profile import inspection, nodes
from lynxrunner.runtimes.protocol import Inspection


def node(op_type: str, *inputs: tuple[str, list[int]], out: list[int]) -> Node:
    return Node(op_type, list(inputs), [(inputs[0][0], out)], 0)


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
    found = read(profile)
    shares = {each["dtype"]: (each["count"], each["share_of_operations"]) for each in found.effective["operators"]}
    assert shares == {"fp32": (1, 0.9), "int8": (10, 0.1)}
    assert found.operations == 2000
    assert found.bytes == 3600 + 10 * 10 + 16 + 4


def test_a_profile_without_products_is_not_measured(tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    profile.write_text(json.dumps([event("Relu", ({"float": [1]},), {"float": [1]}, 0)]))
    assert read(profile).effective["not_measured"]["reason"] == "unsupported_by_runtime"


def test_products_that_cannot_be_counted_are_said(tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    known = event("MatMul", ({"float": [1, 9]}, {"float": [9, 1]}), {"float": [1, 1]}, 36)
    profile.write_text(json.dumps([known, event("Einsum", ({"float": [1, 9]},), {"float": [1]}, 0)]))
    found = read(profile)
    for state in (found.effective, found.operations):
        assert state["not_measured"] == {  # type: ignore[index]
            "reason": "incomplete_coverage", "detail": "the products of Einsum are not counted"}


def test_tables_move_the_rows_that_are_looked_up() -> None:
    table, rows = ("float", [1000, 16]), ("int64", [4])
    gathered = Node("Gather", [table, rows], [("float", [4, 16])], 64_000)
    assert bytes_read(gathered) == 4 * 16 * 4
    assert bytes_read(Node("Gather", [table, rows], [("float", [9999, 16])], 64_000)) == 64_000
    assert bytes_read(Node("MatMul", [table, table], [("float", [1000, 16])], 64_000)) == 64_000


def test_what_an_accelerator_leaves_to_the_host_is_left_out(tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    halves = ({"float16": [1, 9]}, {"float16": [9, 1]})
    product = event("MatMul", halves, {"float16": [1, 1]}, 18, "CUDAExecutionProvider")
    shape = event("Shape", ({"float16": [1, 9]},), {"int64": [2]}, 0)
    strayed = event("MatMul", ({"float": [1, 9]}, {"float": [9, 1]}), {"float": [1, 1]}, 36)
    profile.write_text(json.dumps([product, shape, strayed, event("Label", ({"string": [1]},), {"string": [1]}, 0)]))
    assert [(each.op_type, dtype(each)) for each in nodes(profile)] == [("MatMul", "fp16"), ("MatMul", "fp32")]


def read(profile: Path) -> Inspection:
    found = nodes(profile)
    inputs, outputs = {"x": np.zeros((1, 4), np.float32)}, {"y": np.zeros((1, 1), np.float32)}
    return inspection(found, found, "1", inputs, outputs)


def event(op_type: str, inputs: tuple[dict[str, list[int]], ...], output: dict[str, list[int]], size: int,
          provider: str = "CPUExecutionProvider") -> object:
    arguments = {"op_name": op_type, "provider": provider, "parameter_size": str(size),
                 "input_type_shape": list(inputs), "output_type_shape": [output]}
    return {"cat": "Node", "name": f"{op_type}_kernel_time", "args": arguments}
