"""What comes before quantizing an ONNX file: shape inference and the optimiser's exact rewrites."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from lynxrunner.models.files import files
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.state import Record

TOOL = "onnxruntime.quantization"
VNNI = ("avx512_vnni", "avx_vnni", "amx_int8")
OPTIONS = {"skip_symbolic_shape": True, "skip_optimization": False, "skip_onnx_shape": False}
"""Symbolic shape inference fails on decoders with a KV cache, and plain inference is enough for the quantizers."""


def preprocessed(model: Path, workspace: Path) -> Path:
    """The file that a quantizer starts from."""
    from onnxruntime.quantization import quant_pre_process  # type: ignore[import-untyped, unused-ignore]

    prepared = workspace / "preprocessed.onnx"
    quant_pre_process(_whole(model, workspace), prepared, **OPTIONS)
    return prepared


def _whole(model: Path, workspace: Path) -> Path:
    """The model in one file: the tool copies the graph of several away from the weights beside it."""
    import onnx

    if len(files(model)) == 1:
        return model
    path = workspace / "whole.onnx"
    onnx.save(OnnxModel.read(model, weights=True).proto, path)
    return path


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


@contextmanager
def advice_withheld() -> Iterator[None]:
    """The quantizers print, and set up the root logger and the class of all later ones: all is put back afterwards."""
    root, kind = logging.getLogger(), logging.getLoggerClass()
    level, disabled, handlers = root.level, root.manager.disable, {each: each.level for each in root.handlers}
    logging.disable(logging.ERROR)
    try:
        with redirect_stdout(StringIO()):
            yield
    finally:
        logging.setLoggerClass(kind)
        logging.disable(disabled)
        root.setLevel(level)
        root.handlers[:] = handlers
        for each, before in handlers.items():
            each.setLevel(before)
