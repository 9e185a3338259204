"""Multiplications and additions per second that ONNX Runtime's matrix products sustain, per format."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.ceilings.repeated import repeated, spread
from lynxrunner.errors import RunError
from lynxrunner.runtimes.onnxruntime import OnnxRuntime
from lynxrunner.runtimes.protocol import Settings
from lynxrunner.state import Record
from lynxschema.leaves import state_of

SIDE = 1024
"""Large enough to keep the arithmetic units busy, small enough for the last-level cache."""
NUMPY = {"fp32": np.float32, "fp16": np.float16, "int8": np.int8}


def operations(threads: int, workspace: Path) -> list[Record]:
    """The contract's `operations` of a ceiling. A format that the kernels do not compute in is left out."""
    return [found for dtype in NUMPY if (found := _sustained(dtype, threads, workspace))]


def _sustained(dtype: str, threads: int, workspace: Path) -> Record | None:
    runtime, settings, artefact = OnnxRuntime(), Settings(threads), workspace / f"product-{dtype}.onnx"
    _product(dtype, artefact)
    inputs = {"x": _values(dtype, unsigned=True)}
    try:
        effective = runtime.inspect(artefact, settings, inputs, workspace).effective
        if state_of(effective) or effective["operators"][0]["dtype"] != dtype:
            return None
        times = repeated(runtime.load(artefact, settings).bind(inputs))
    except RunError:
        return None
    return {"dtype": dtype, "best_operations_per_s": 2 * SIDE**3 / min(times), **spread(times), **_method(effective)}


def _method(effective: Record) -> Record:
    kernel = effective["operators"][0]["op_type"]
    return {"tool": "onnxruntime", "version": effective["tool"]["version"],
            "method": f"{kernel} of two matrices of {SIDE} x {SIDE}"}


def _product(dtype: str, path: Path) -> None:
    """A file with one matrix product, whose second factor is constant, as weights are."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    kinds = {"fp32": ("MatMul", TensorProto.FLOAT, TensorProto.FLOAT),
             "fp16": ("MatMul", TensorProto.FLOAT16, TensorProto.FLOAT16),
             "int8": ("MatMulInteger", TensorProto.UINT8, TensorProto.INT32)}
    operator, given, made = kinds[dtype]
    graph = helper.make_graph(
        [helper.make_node(operator, ["x", "w"], ["y"])], "product",
        [helper.make_tensor_value_info("x", given, [SIDE, SIDE])],
        [helper.make_tensor_value_info("y", made, [SIDE, SIDE])],
        [numpy_helper.from_array(_values(dtype), "w")],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)


def _values(dtype: str, unsigned: bool = False) -> NDArray[Any]:
    kind = np.uint8 if unsigned and dtype == "int8" else NUMPY[dtype]
    values: NDArray[Any] = np.random.default_rng(1).integers(0, 100, (SIDE, SIDE)).astype(kind)
    return values
