"""int8: static post-training quantization in the QDQ format, ranges taken from calibration data."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lynxrunner.errors import RunError, first_line
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes.calibration import Reader, digest
from lynxrunner.recipes.weights import DENSE, element_counts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record, not_applicable

VNNI = ("avx512_vnni", "avx_vnni", "amx_int8")
TOOL = "onnxruntime.quantization"
SYMMETRIC = not_applicable("symmetric: zero points are 0")


def apply(source: Source, model: OnnxModel, workspace: Path) -> tuple[Path, Record, tuple[Record, Record]]:
    """Pre-process, calibrate, quantize; weights per channel."""
    activations, reduced = formats(source.isa)
    prepared, artefact = workspace / "preprocessed.onnx", workspace / "int8.onnx"
    try:
        version = _quantize(source, prepared, artefact, activations, reduced)
    except Exception as error:
        raise RunError(f"{source.model.name} cannot be quantized to int8: {first_line(error)}") from None
    return artefact, _precision(artefact, version, activations, reduced), _quantization(source, version)


def formats(isa: tuple[str, ...]) -> tuple[str, bool]:
    """Format of activations, and whether weights keep to 7 bits.

    On x86 the fast instructions multiply unsigned activations by signed weights; before VNNI their 16-bit
    sums saturate unless the weights lose a bit. Arm's dot products take both signed.
    """
    if "asimd" in isa:
        return "int8", False
    return "uint8", not set(VNNI).intersection(isa)


def _quantize(source: Source, prepared: Path, artefact: Path, activations: str, reduced: bool) -> str:
    import onnxruntime  # type: ignore[import-untyped, unused-ignore]
    from onnxruntime import quantization as q

    kinds = {"int8": q.QuantType.QInt8, "uint8": q.QuantType.QUInt8}
    with _advice_withheld():
        q.quant_pre_process(source.model, prepared, skip_symbolic_shape=True)
        q.quantize_static(
            prepared, artefact, Reader(source.calibration), quant_format=q.QuantFormat.QDQ, per_channel=True,
            reduce_range=reduced, activation_type=kinds[activations], weight_type=q.QuantType.QInt8,
            calibrate_method=q.CalibrationMethod.MinMax,
        )
    version: str = onnxruntime.__version__
    return version


@contextmanager
def _advice_withheld() -> Iterator[None]:
    """The quantizer advises on the root logger, whose level is everybody's: put back afterwards."""
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.setLevel(level)


def _precision(artefact: Path, version: str, activations: str, reduced: bool) -> Record:
    return {
        "weights": _weights(OnnxModel.read(artefact)),
        "activations": activations,
        "compute": "int8",
        "accumulation": "int32",
        "math_mode": "ieee",
        "kv_cache": not_applicable("no autoregressive decoding"),
        "conversions": [
            {"stage": "convert", "tool": f"{TOOL} pre-process", "version": version,
             "options": {"skip_symbolic_shape": True, "skip_optimization": False, "skip_onnx_shape": False}},
            {"stage": "quantize", "tool": TOOL, "version": version, "options": {
                "quant_format": "QDQ", "per_channel": True, "reduce_range": reduced,
                "activation_type": activations, "weight_type": "int8", "calibrate_method": "MinMax",
            }},
        ],
    }


def _weights(model: OnnxModel) -> list[Record]:
    counts = element_counts(model)
    counts.pop("int64", None)  # shapes and axes are no parameters
    total = counts.total()
    return [_part(dtype, count / total) for dtype, count in counts.most_common()]


def _part(dtype: str, share: float) -> Record:
    level = {"granularity": "per_channel", "scale_dtype": "fp32", "zero_point_dtype": SYMMETRIC}
    scaling: Any = not_applicable("not quantized") if dtype == "fp32" else [level]
    return {"model": "main", "dtype": dtype, "scaling": scaling, "sparsity": DENSE, "share_of_parameters": share}


def _quantization(source: Source, version: str) -> tuple[Record, Record]:
    """Weights take their scales from themselves, activations from data."""
    items = len(next(iter(source.calibration.inputs.values())))
    data = {"dataset": source.calibration.dataset, "items": items, "algorithm": "minmax",
            "sha256": digest(source.calibration)}
    shared = {"model": "main", "method": "static_ptq", "excluded_operators": [], "tool": TOOL, "version": version}
    own = not_applicable("weight scales come from the weights")
    return (
        shared | {"tensors": "weights", "granularity": "per_channel", "symmetry": "symmetric", "calibration": own},
        shared | {"tensors": "activations", "granularity": "per_tensor", "symmetry": "asymmetric", "calibration": data},
    )
