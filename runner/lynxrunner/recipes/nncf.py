"""NNCF, OpenVINO's quantizer, on ONNX files: `int8-nncf` after training, `int8-weight` without any data."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes.asked import Choices
from lynxrunner.recipes.calibration import digest, items
from lynxrunner.recipes.formats import SYMMETRIC, formats, level
from lynxrunner.recipes.weights import parts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record, not_applicable

POST_TRAINING: Choices = {"preset": ("performance", "mixed"), "bias": ("fast", "accurate")}
WEIGHTS_ONLY: Choices = {"symmetry": ("asymmetric", "symmetric")}
LEFT_ALONE = ["Conv"]
"""Of a convolution NNCF writes scales of three axes, which ONNX does not allow."""
EXTRA = "pip install 'lynxbench[openvino]'"


def post_training(
    source: Source, model: OnnxModel, workspace: Path, parameters: dict[str, str]
) -> tuple[Path, Record, tuple[Record, Record]]:
    """Static quantization in the QDQ format, its error made up for in the biases."""
    data = list(items(source.calibration))
    options = {"preset": parameters["preset"], "fast_bias_correction": parameters["bias"] == "fast",
               "subset_size": len(data), "target_device": "ANY"}
    nncf = _nncf()
    preset = nncf.QuantizationPreset(options["preset"])
    changed = nncf.quantize(_whole(source), nncf.Dataset(data), preset=preset, subset_size=len(data),
                            fast_bias_correction=options["fast_bias_correction"])
    artefact, quantized = _saved(changed, workspace / "int8-nncf.onnx")
    calibration = {"dataset": source.calibration.dataset, "items": len(data), "algorithm": "minmax",
                   "sha256": digest(source.calibration)}
    own = not_applicable("weight scales come from the weights")
    record = formats(parts(quantized, level("per_channel")), "uint8", "int8", "int32", [_step(options)])
    mixed = "asymmetric" if parameters["preset"] == "mixed" else "symmetric"
    return artefact, record, (
        _entry("weights", "static_ptq", "per_channel", "symmetric", own, options),
        _entry("activations", "static_ptq", "per_tensor", mixed, calibration, options),
    )


def weights_only(
    source: Source, model: OnnxModel, workspace: Path, parameters: dict[str, str]
) -> tuple[Path, Record, tuple[Record]]:
    """Weights of 8 bits that the graph widens again: arithmetic in floats, unless a runtime knows better."""
    symmetry = parameters["symmetry"]
    options = {"mode": "int8_sym" if symmetry == "symmetric" else "int8_asym"}
    nncf = _nncf()
    scope = nncf.IgnoredScope(types=LEFT_ALONE, validate=False)
    changed = nncf.compress_weights(
        _whole(source), mode=nncf.CompressWeightsMode(options["mode"]), ignored_scope=scope
    )
    artefact, quantized = _saved(changed, workspace / "int8-weight.onnx")
    zero = SYMMETRIC if symmetry == "symmetric" else "uint8"
    record = formats(parts(quantized, level("per_channel", zero)), "fp32", "fp32", "fp32", [_step(options)])
    none = not_applicable("rounded to the nearest code: no data is needed")
    entry = _entry("weights", "weight_only", "per_channel", symmetry, none, options)
    return artefact, record, (entry | {"excluded_operators": LEFT_ALONE},)


def _whole(source: Source) -> Any:
    return OnnxModel.read(source.model, weights=True).proto


def _saved(changed: Any, artefact: Path) -> tuple[Path, OnnxModel]:
    import onnx

    onnx.save(changed, artefact)
    return artefact, OnnxModel(changed)


def _step(options: Record) -> Record:
    return {"stage": "quantize", "tool": "NNCF", "version": version("nncf"), "options": options}


def _entry(tensors: str, method: str, granularity: str, symmetry: str, calibration: Record, options: Record) -> Record:
    return {
        "model": "main", "tensors": tensors, "method": method, "granularity": granularity, "symmetry": symmetry,
        "calibration": calibration, "excluded_operators": [], "tool": "NNCF", "version": version("nncf"),
        "options": options,
    }


def _nncf() -> Any:
    """The package. Raises RunError where it is not installed."""
    try:
        import nncf  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        raise RunError(f"this precision needs the package nncf; install it with: {EXTRA}") from None
    return nncf
