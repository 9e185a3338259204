"""int4-weight: constant factors of matrix products in blocks of 4 bits; activations stay floats."""

from collections import Counter
from pathlib import Path

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes import preprocess
from lynxrunner.recipes.apart import apart
from lynxrunner.recipes.asked import Choices
from lynxrunner.recipes.formats import SYMMETRIC, formats, level
from lynxrunner.recipes.weights import element_counts, parts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record, not_applicable

CHOICES: Choices = {"block": ("32", "16", "64", "128", "256"), "accuracy": ("4", "0", "1"),
                    "symmetry": ("symmetric", "asymmetric")}
"""`accuracy` is the operator's accuracy_level: 4 lets the kernel compute in int8, 1 in fp32, 0 leaves it the choice."""
COMPUTE = {"4": ("int8", "int32"), "1": ("fp32", "fp32"), "0": ("fp32", "fp32")}
EXTRA = "pip install 'lynxbench[onnxruntime]'"


def apply(
    source: Source, model: OnnxModel, workspace: Path, parameters: dict[str, str]
) -> tuple[Path, Record, tuple[Record]]:
    """Raises RunError where no matrix product has a constant factor."""
    block, symmetric = int(parameters["block"]), parameters["symmetry"] == "symmetric"
    options = {"bits": 4, "block_size": block, "is_symmetric": symmetric,
               "accuracy_level": int(parameters["accuracy"])}
    delivered = apart(source.model, workspace)
    with delivered.at_home():
        proto = _quantized(delivered.read(), options)
    quantized = delivered.save(proto, workspace / "int4-weight.onnx")
    dtype = "int4" if symmetric else "uint4"
    if dtype not in element_counts(quantized):
        raise RunError(f"int4-weight: {source.model.name} has no MatMul with constant weights, only {_kinds(model)}; "
                       "choose int8 or int8-dynamic")
    zero = SYMMETRIC if symmetric else "uint4"
    weights = parts(quantized, level("per_block", zero, block_shape=[block, 1]))
    step = preprocess.quantize_step(quantizer="MatMulNBits", **options)
    record = formats(weights, "fp32", *COMPUTE[parameters["accuracy"]], [step])
    return workspace / "int4-weight.onnx", record, (_quantization(parameters["symmetry"], options),)


def _quantized(model: OnnxModel, options: Record) -> object:
    try:
        from onnxruntime.quantization.matmul_nbits_quantizer import (  # type: ignore[import-untyped, unused-ignore]
            MatMulNBitsQuantizer,
        )
    except ImportError as error:
        raise RunError(f"int4-weight needs the package {error.name}; install it with: {EXTRA}") from None
    quantizer = MatMulNBitsQuantizer(model.proto, **options)
    quantizer.process()
    return quantizer.model.model


def _kinds(model: OnnxModel) -> str:
    kinds = Counter(node.op_type for node in model.proto.graph.node)
    return ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(4))


def _quantization(symmetry: str, options: Record) -> Record:
    return {
        "model": "main", "tensors": "weights", "method": "round_to_nearest", "granularity": "per_block",
        "symmetry": symmetry, "calibration": not_applicable("rounded to the nearest code: no data is needed"),
        "excluded_operators": [], "tool": preprocess.TOOL, "version": preprocess.version(), "options": options,
    }
