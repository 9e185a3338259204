"""fp16: weights and activations cast to half precision, inputs and outputs as delivered."""

from inspect import signature
from pathlib import Path

from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes.asked import Choices
from lynxrunner.recipes.formats import formats, level
from lynxrunner.recipes.preprocess import version
from lynxrunner.recipes.weights import parts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record

CHOICES: Choices = {}
OPTIONS = {"keep_io_types": True, "force_fp16_initializers": False}


def apply(
    source: Source, model: OnnxModel, workspace: Path, parameters: dict[str, str]
) -> tuple[Path, Record, tuple[()]]:
    """Operators that half precision would break stay in fp32; the list is the converter's own."""
    import onnx
    from onnxruntime.transformers import float16  # type: ignore[import-untyped, unused-ignore]

    defaults = {name: each.default for name, each in signature(float16.convert_float_to_float16).parameters.items()}
    clamped = {name: defaults[name] for name in ("min_positive_val", "max_finite_val")}
    whole = OnnxModel.read(source.model, weights=True).proto
    converted = float16.convert_float_to_float16(whole, **OPTIONS, **clamped)
    artefact = workspace / "fp16.onnx"
    onnx.save(converted, artefact)
    step = {"stage": "convert", "tool": "onnxruntime.transformers.float16", "version": version(),
            "options": {**OPTIONS, **clamped, "op_block_list": list(float16.DEFAULT_OP_BLOCK_LIST)}}
    return artefact, formats(parts(OnnxModel(converted), level("per_tensor")), "fp16", "fp16", "fp16", [step]), ()
