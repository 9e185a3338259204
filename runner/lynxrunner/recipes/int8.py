"""int8: static post-training quantization in the QDQ format, ranges taken from calibration data."""

from inspect import signature
from pathlib import Path
from typing import Any

from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes import preprocess
from lynxrunner.recipes.asked import Choices
from lynxrunner.recipes.calibration import Reader, digest
from lynxrunner.recipes.formats import TABLES, formats, level
from lynxrunner.recipes.weights import parts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record, not_applicable

CHOICES: Choices = {"calibration": ("minmax", "entropy", "percentile"), "granularity": ("channel", "tensor")}
METHODS = {"minmax": "MinMax", "entropy": "Entropy", "percentile": "Percentile"}
RESOLVED = {"minmax": ("moving_average",), "entropy": ("num_bins", "num_quantized_bins"),
            "percentile": ("num_bins", "percentile")}
"""Options of each calibrator that decide what ranges it finds."""


def apply(
    source: Source, model: OnnxModel, workspace: Path, parameters: dict[str, str]
) -> tuple[Path, Record, tuple[Record, Record]]:
    """Pre-process, calibrate, quantize."""
    options = _options(source.isa, parameters)
    artefact = workspace / "int8.onnx"
    with preprocess.advice_withheld():
        _quantize(source, preprocess.preprocessed(source.model, workspace), artefact, options)
    granularity, activations = f"per_{parameters['granularity']}", options["activation_type"]
    steps = [preprocess.step(), preprocess.quantize_step(**options, **_resolved(parameters["calibration"]))]
    weights = parts(OnnxModel.read(artefact), level(granularity), uint8=TABLES)
    record = formats(weights, activations, "int8", "int32", steps)
    return artefact, record, _quantization(source, granularity, parameters["calibration"])


def activation_format(isa: tuple[str, ...]) -> str:
    """x86 multiplies unsigned activations by signed weights; Arm's dot products take both signed."""
    return "int8" if "asimd" in isa else "uint8"


def _options(isa: tuple[str, ...], parameters: dict[str, str]) -> dict[str, Any]:
    return {
        "quant_format": "QDQ", "per_channel": parameters["granularity"] == "channel",
        "reduce_range": preprocess.saturates(isa), "activation_type": activation_format(isa), "weight_type": "int8",
        "calibrate_method": METHODS[parameters["calibration"]],
    }


def _quantize(source: Source, prepared: Path, artefact: Path, options: dict[str, Any]) -> None:
    from onnxruntime import quantization as q  # type: ignore[import-untyped, unused-ignore]

    kinds = {"int8": q.QuantType.QInt8, "uint8": q.QuantType.QUInt8}
    q.quantize_static(
        prepared, artefact, Reader(source.calibration), quant_format=q.QuantFormat.QDQ,
        per_channel=options["per_channel"], reduce_range=options["reduce_range"],
        activation_type=kinds[options["activation_type"]], weight_type=q.QuantType.QInt8,
        calibrate_method=q.CalibrationMethod[options["calibrate_method"]],
        extra_options={"TensorQuantOverrides": {
            name: [{"quant_type": kinds[options["activation_type"]], "symmetric": False}]
            for name in tied(OnnxModel.read(prepared))
        }},
    )


def tied(model: OnnxModel) -> list[str]:
    """Tables that rows are gathered from and that products read as well.

    A scale for each row, as products have it, is none that a gathered row could be multiplied by: such a table has one.
    """
    nodes = model.proto.graph.node
    gathered = {node.input[0] for node in nodes if node.op_type == "Gather"}
    read = {name for node in nodes if node.op_type != "Gather" for name in node.input}
    return [each.name for each in model.proto.graph.initializer if each.name in gathered & read]


def _resolved(calibration: str) -> dict[str, Any]:
    """Defaults of the calibrator, which the quantizer's interface leaves unsaid."""
    from onnxruntime.quantization import calibrate  # type: ignore[import-untyped, unused-ignore]

    calibrator = getattr(calibrate, f"{METHODS[calibration]}Calibrater")
    known = signature(calibrator).parameters
    return {name: known[name].default for name in ("symmetric", *RESOLVED[calibration])}


def _quantization(source: Source, granularity: str, algorithm: str) -> tuple[Record, Record]:
    """Weights take their scales from themselves, activations from data."""
    items = len(next(iter(source.calibration.inputs.values())))
    data = {"dataset": source.calibration.dataset, "items": items, "algorithm": algorithm,
            "sha256": digest(source.calibration)}
    shared = {"model": "main", "method": "static_ptq", "excluded_operators": [], "tool": preprocess.TOOL,
              "version": preprocess.version()}
    own = not_applicable("weight scales come from the weights")
    return (
        shared | {"tensors": "weights", "granularity": granularity, "symmetry": "symmetric", "calibration": own},
        shared | {"tensors": "activations", "granularity": "per_tensor", "symmetry": "asymmetric", "calibration": data},
    )
