"""What MatMulNBits really computes in, which no profile tells: seen from its rounding.

With accuracy_level 4 the kernel may round activations to int8 blocks, where the build has such a kernel for the
block size and the processor; else it multiplies floats. The two differ by four orders of magnitude in error.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

OPERATOR, DOMAIN, BITS = "MatMulNBits", "com.microsoft", 4
ROUNDED = 1e-4
"""Relative error between that of fp32 sums, about 1e-7, and that of int8 activations, about 5e-3."""
MOST = 4096
"""Columns of the probe: a kernel is chosen by the block size, not by the width."""


def formats(ort: Any, artefact: Path) -> dict[str, str]:
    """Compute format by operator name; empty where the artefact has no MatMulNBits of 4 bits."""
    import onnx

    graph = onnx.load(artefact, load_external_data=False).graph
    found = [_attributes(node) for node in graph.node if node.op_type == OPERATOR]
    probed = next((each for each in found if each["bits"] == BITS), None)
    return {OPERATOR: "int8" if _error(ort, probed) > ROUNDED else "fp32"} if probed else {}


def _error(ort: Any, attributes: Mapping[str, int]) -> float:
    """Greatest error of one product, relative to the greatest output."""
    columns, depth, block = min(attributes["N"], MOST), attributes["K"], attributes["block_size"]
    random = np.random.default_rng(1)
    codes = random.integers(0, 256, (columns, -(-depth // block), block // 2), np.uint8)
    row = random.standard_normal((1, depth), np.float32)
    exact = row.astype(np.float64) @ _unpacked(codes)[:, :depth].T
    found = _run(ort, {**attributes, "N": columns}, codes, row)
    return float(np.abs(found - exact).max() / np.abs(exact).max())


def _unpacked(codes: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Weights [columns, depth] with scales of 1: the low half of a byte first, centred on 8."""
    halves = np.stack([codes & 15, codes >> 4], axis=-1)
    return halves.reshape(len(codes), -1).astype(np.float64) - 8


def _run(
    ort: Any, attributes: Mapping[str, int], codes: NDArray[np.uint8], row: NDArray[np.float32]
) -> NDArray[Any]:
    from onnx import helper, numpy_helper

    depth, columns = attributes["K"], attributes["N"]
    scales = np.ones(codes.shape[:2], np.float32)
    node = helper.make_node(OPERATOR, ["x", "codes", "scales"], ["y"], domain=DOMAIN, **dict[str, Any](attributes))
    graph = helper.make_graph(
        [node], "probe", [helper.make_tensor_value_info("x", 1, [1, depth])],
        [helper.make_tensor_value_info("y", 1, [1, columns])],
        [numpy_helper.from_array(codes, "codes"), numpy_helper.from_array(scales, "scales")],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(DOMAIN, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    answer: NDArray[Any] = session.run(None, {"x": row})[0]
    return answer


def _attributes(node: Any) -> dict[str, int]:
    return {attribute.name: attribute.i for attribute in node.attribute}
