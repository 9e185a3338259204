"""fp16: weights and activations cast to half precision, inputs and outputs as delivered."""

from inspect import signature
from pathlib import Path
from typing import Any

from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes.apart import apart, external, forget_place
from lynxrunner.recipes.asked import Choices
from lynxrunner.recipes.formats import formats, level
from lynxrunner.recipes.preprocess import version
from lynxrunner.recipes.weights import parts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record

CHOICES: Choices = {}
OPTIONS = {"keep_io_types": True, "force_fp16_initializers": False}
PIECE = 1 << 20
"""Values converted at a time: the tool takes several times their memory."""


def apply(
    source: Source, model: OnnxModel, workspace: Path, parameters: dict[str, str]
) -> tuple[Path, Record, tuple[()]]:
    """Operators that half precision would break stay in fp32; the list is the converter's own."""
    import numpy as np
    from onnxruntime.transformers import float16  # type: ignore[import-untyped, unused-ignore]

    defaults = {name: each.default for name, each in signature(float16.convert_float_to_float16).parameters.items()}
    clamped = {name: defaults[name] for name in ("min_positive_val", "max_finite_val")}
    delivered = apart(source.model, workspace)
    float16.make_value_info_from_tensor = _value_info
    converted = float16.convert_float_to_float16(delivered.read().proto, **OPTIONS, **clamped)
    for tensor in external(converted):
        if tensor.data_type == tensor.FLOAT16:  # the tool changed the type alone, since it does not see the data
            values = np.frombuffer(delivered.loaded(tensor).raw_data, np.float32)
            tensor.raw_data = b"".join(
                float16.convert_np_to_float16(values[begin:begin + PIECE], **clamped).tobytes()
                for begin in range(0, len(values), PIECE)
            )
            forget_place(tensor)
    made = delivered.save(converted, workspace / "fp16.onnx")
    step = {"stage": "convert", "tool": "onnxruntime.transformers.float16", "version": version(),
            "options": {**OPTIONS, **clamped, "op_block_list": list(float16.DEFAULT_OP_BLOCK_LIST)}}
    return workspace / "fp16.onnx", formats(parts(made, level("per_tensor")), "fp16", "fp16", "fp16", [step]), ()


def _value_info(tensor: Any) -> Any:
    """As the tool's own, which reads the whole tensor for its shape, and as what it is not: as fp16 already."""
    from onnx import helper

    return helper.make_tensor_value_info(tensor.name, tensor.data_type, tensor.dims)
