"""int8: static post-training quantization in the QDQ format, ranges taken from calibration data."""

from inspect import signature
from pathlib import Path
from typing import Any

from lynxrunner.decode.decoder import PAST
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes import preprocess
from lynxrunner.recipes.apart import Apart
from lynxrunner.recipes.asked import Choices
from lynxrunner.recipes.calibration import digest
from lynxrunner.recipes.formats import TABLES, formats, level
from lynxrunner.recipes.ranges import ranges
from lynxrunner.recipes.weights import parts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record, not_applicable

PRODUCTS = ("Conv", "Gemm", "MatMul")
CHOICES: Choices = {"calibration": ("minmax", "entropy", "percentile"), "granularity": ("channel", "tensor")}
METHODS = {"minmax": "MinMax", "entropy": "Entropy", "percentile": "Percentile"}
RESOLVED = {"minmax": ("moving_average",), "entropy": ("num_bins", "num_quantized_bins"),
            "percentile": ("num_bins", "percentile")}
"""Options of each calibrator that decide what ranges it finds."""


def apply(
    source: Source, model: OnnxModel, workspace: Path, parameters: dict[str, str]
) -> tuple[Path, Record, tuple[Record, Record]]:
    """Pre-process, calibrate, quantize."""
    options = _options(source.isa, parameters) | _only(model)
    artefact = workspace / "int8.onnx"
    quantized = _quantized(source, preprocess.preprocessed(source.model, workspace), artefact, options)
    granularity, activations = f"per_{parameters['granularity']}", options["activation_type"]
    steps = [preprocess.step(), preprocess.quantize_step(**options, **_resolved(parameters["calibration"]))]
    weights = parts(quantized, level(granularity), uint8=TABLES)
    record = formats(weights, activations, "int8", "int32", steps)
    return artefact, record, _quantization(source, granularity, parameters["calibration"], _excluded(model, options))


def activation_format(isa: tuple[str, ...]) -> str:
    """x86 multiplies unsigned activations by signed weights; Arm's dot products take both signed."""
    return "int8" if "asimd" in isa else "uint8"


def _options(isa: tuple[str, ...], parameters: dict[str, str]) -> dict[str, Any]:
    return {
        "quant_format": "QDQ", "per_channel": parameters["granularity"] == "channel",
        "reduce_range": preprocess.saturates(isa), "activation_type": activation_format(isa), "weight_type": "int8",
        "calibrate_method": METHODS[parameters["calibration"]],
    }


def _quantized(source: Source, prepared: Apart, artefact: Path, options: dict[str, Any]) -> OnnxModel:
    """As `quantize_static` does, but for the model's weights, which it would hold several times."""
    from onnxruntime.quantization import QuantType, qdq_quantizer  # type: ignore[import-untyped, unused-ignore]

    kinds, operators = {"int8": QuantType.QInt8, "uint8": QuantType.QUInt8}, _operators(options)
    found = ranges(prepared, artefact.parent, source.calibration, options["calibrate_method"], operators)
    with prepared.at_home():
        quantizer = qdq_quantizer.QDQQuantizer(
            prepared.read().proto, options["per_channel"], options["reduce_range"], QuantType.QInt8,
            kinds[options["activation_type"]], found, [], [], operators, {},
        )
        quantizer.quantize_model()
    quantizer.model.topological_sort()
    return prepared.save(quantizer.model.model, artefact)


def _operators(options: dict[str, Any]) -> list[str]:
    """Those that the tool quantizes where none are named."""
    from onnxruntime.quantization import registry  # type: ignore[import-untyped, unused-ignore]

    return options.get("op_types_to_quantize") or sorted({*registry.QLinearOpsRegistry, *registry.QDQRegistry})


def _only(model: OnnxModel) -> dict[str, Any]:
    """Of a decoder, products alone: what is else computed of its key-value cache would round it at every step."""
    cached = any(PAST.fullmatch(value.name) for value in model.inputs())
    return {"op_types_to_quantize": list(PRODUCTS)} if cached else {}


def _excluded(model: OnnxModel, options: dict[str, Any]) -> list[str]:
    """Types of operators that were left alone on purpose."""
    only = options.get("op_types_to_quantize")
    return sorted({node.op_type for node in model.proto.graph.node} - set(only)) if only else []


def _resolved(calibration: str) -> dict[str, Any]:
    """Defaults of the calibrator, which the quantizer's interface leaves unsaid."""
    from onnxruntime.quantization import calibrate  # type: ignore[import-untyped, unused-ignore]

    calibrator = getattr(calibrate, f"{METHODS[calibration]}Calibrater")
    known = signature(calibrator).parameters
    return {name: known[name].default for name in ("symmetric", *RESOLVED[calibration])}


def _quantization(
    source: Source, granularity: str, algorithm: str, excluded: list[str]
) -> tuple[Record, Record]:
    """Weights take their scales from themselves, activations from data."""
    items = len(next(iter(source.calibration.inputs.values())))
    data = {"dataset": source.calibration.dataset, "items": items, "algorithm": algorithm,
            "sha256": digest(source.calibration)}
    shared = {"model": "main", "method": "static_ptq", "excluded_operators": excluded, "tool": preprocess.TOOL,
              "version": preprocess.version()}
    own = not_applicable("weight scales come from the weights")
    return (
        shared | {"tensors": "weights", "granularity": granularity, "symmetry": "symmetric", "calibration": own},
        shared | {"tensors": "activations", "granularity": "per_tensor", "symmetry": "asymmetric", "calibration": data},
    )
