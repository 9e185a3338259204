"""int8-dynamic: weights quantized once, activations at every call by the range that they have then."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes import preprocess
from lynxrunner.recipes.apart import Apart, put_back
from lynxrunner.recipes.asked import Choices
from lynxrunner.recipes.formats import TABLES, formats, level
from lynxrunner.recipes.weights import element_counts, parts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record, not_applicable

CHOICES: Choices = {"operators": ("all", "matmul"), "granularity": ("channel", "tensor")}
OPERATORS = {"all": None, "matmul": ["MatMul", "Gemm", "Attention"]}
LEFT_ALONE = {"all": [], "matmul": ["Conv", "Gather"]}
"""Convolutions in integers are slow on CPUs without a fused kernel: `operators=matmul` leaves them in fp32."""


def apply(
    source: Source, model: OnnxModel, workspace: Path, parameters: dict[str, str]
) -> tuple[Path, Record, tuple[Record, Record]]:
    """Raises RunError where the model has nothing that can be quantized so."""
    options: dict[str, Any] = {"per_channel": parameters["granularity"] == "channel",
                               "reduce_range": preprocess.saturates(source.isa)}
    artefact, operators = workspace / "int8-dynamic.onnx", OPERATORS[parameters["operators"]]
    quantized = _quantized(preprocess.preprocessed(source.model, workspace), artefact, options, operators)
    if "int8" not in element_counts(quantized):
        raise RunError(f"int8-dynamic: {source.model.name} has no {parameters['operators']} operator that it quantizes")
    granularity, left = f"per_{parameters['granularity']}", LEFT_ALONE[parameters["operators"]]
    steps = [preprocess.step(), preprocess.quantize_step(weight_type="int8", **options, excluded=left)]
    return artefact, formats(parts(quantized, level(granularity), uint8=TABLES), "uint8", "int8", "int32", steps), (
        _quantization("weights", granularity, "symmetric", left),
        _quantization("activations", "per_tensor", "asymmetric", left),
    )


def _quantized(prepared: Apart, artefact: Path, options: dict[str, Any], operators: list[str] | None) -> OnnxModel:
    """As `quantize_dynamic` does, but for the model's weights, which it would hold several times."""
    from onnxruntime.quantization import (  # type: ignore[import-untyped, unused-ignore]
        QuantizationMode,
        QuantType,
        onnx_model,
        onnx_quantizer,
        registry,
    )

    operators = operators or list(registry.IntegerOpsRegistry)
    with prepared.at_home():
        proto = prepared.read().proto
        onnx_model.ONNXModel(proto).replace_gemm_with_matmul()  # reads weights; after it the quantizer finds none to do
        places = prepared.bare(proto)
        quantizer = onnx_quantizer.ONNXQuantizer(
            proto, options["per_channel"], options["reduce_range"], QuantizationMode.IntegerOps, False,
            QuantType.QInt8, QuantType.QUInt8, None, [], [], operators, {"MatMulConstBOnly": True},
        )
        put_back(quantizer.model.model, places)
        quantizer.quantize_model()
    quantizer.model.topological_sort()
    return replace(prepared, stated=prepared.stated | places.keys()).save(quantizer.model.model, artefact)


def _quantization(tensors: str, granularity: str, symmetry: str, left: list[str]) -> Record:
    return {
        "model": "main", "tensors": tensors, "method": "dynamic", "granularity": granularity, "symmetry": symmetry,
        "calibration": not_applicable("ranges are taken at every call, and those of weights from the weights"),
        "excluded_operators": left, "tool": preprocess.TOOL, "version": preprocess.version(),
    }
