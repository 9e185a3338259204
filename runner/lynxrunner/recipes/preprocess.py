"""What comes before quantizing an ONNX file: shape inference and the optimiser's exact rewrites."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes.apart import Apart, apart, external, length
from lynxrunner.state import Record

TOOL = "onnxruntime.quantization"
VNNI = ("avx512_vnni", "avx_vnni", "amx_int8")
OPTIONS = {"skip_symbolic_shape": True, "skip_optimization": False, "skip_onnx_shape": False}
"""Symbolic shape inference fails on decoders with a KV cache, and plain inference is enough for the quantizers."""
CONVERTED = 10
"""Up to this operator set the tool converts a model first, which takes the whole of it in memory."""
UNTOUCHED = 127
"""Bytes up to which ONNX Runtime writes a tensor just as it found it."""


def preprocessed(model: Path, workspace: Path) -> Apart:
    """What a quantizer starts from: what the tool's `quant_pre_process` makes, without reading the weights.

    That function parses, serialises and copies them several times. Its three steps are taken here on the graph alone:
    ONNX Runtime's basic rewrites, onnx's shape inference, the mark that says so.
    """
    import onnx
    from onnxruntime.quantization import quant_utils  # type: ignore[import-untyped, unused-ignore]

    if OnnxModel.read(model).opset() <= CONVERTED:
        return _converted(model, workspace)
    delivered = apart(model, workspace)
    optimised, prepared = workspace / "optimised.onnx", workspace / "prepared.onnx"
    _optimise(delivered.graph, optimised)
    onnx.shape_inference.infer_shapes_path(str(optimised), str(prepared))
    proto = OnnxModel.read(prepared).proto
    for mark in (quant_utils.add_pre_process_metadata, quant_utils.add_infer_metadata):
        mark(proto)
    onnx.save(proto, prepared)
    small = {tensor.name for tensor in external(proto) if length(tensor) <= UNTOUCHED}
    return replace(delivered, graph=prepared, stated=delivered.stated & small)


def _optimise(graph: Path, optimised: Path) -> None:
    """Tensors that the rewrites leave alone are not read: the new graph refers to them as the old one does."""
    import onnxruntime as ort  # type: ignore[import-untyped, unused-ignore]

    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(optimised)
    options.add_session_config_entry("session.disable_prepacking", "1")
    ort.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def _converted(model: Path, workspace: Path) -> Apart:
    import onnx
    from onnxruntime.quantization import (  # type: ignore[import-untyped, unused-ignore]
        quant_pre_process,
        quant_utils,
    )

    whole, converted = workspace / "whole.onnx", workspace / "converted.onnx"
    onnx.save(OnnxModel.read(model, weights=True).proto, whole)
    quant_pre_process(whole, converted, **OPTIONS)
    proto = OnnxModel.read(converted).proto
    quant_utils.add_infer_metadata(proto)
    onnx.save(proto, converted)
    return apart(converted, workspace)


def step() -> Record:
    """The conversion's record."""
    return {"stage": "convert", "tool": f"{TOOL} pre-process", "version": version(), "options": dict(OPTIONS)}


def quantize_step(**options: Any) -> Record:
    """The record of the quantizer's own conversion."""
    return {"stage": "quantize", "tool": TOOL, "version": version(), "options": options}


def version() -> str:
    """Version of the package, whose quantizers have none of their own."""
    import onnxruntime  # type: ignore[import-untyped, unused-ignore]

    found: str = onnxruntime.__version__
    return found


def saturates(isa: tuple[str, ...]) -> bool:
    """Whether products of 8 bits need weights of 7: on x86 before VNNI, 16-bit sums of pairs saturate."""
    return "asimd" not in isa and not set(VNNI).intersection(isa)

