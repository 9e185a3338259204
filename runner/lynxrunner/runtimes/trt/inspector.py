"""TensorRT's engine inspector -> effective precision and operations, where its layers show what they multiply.

Layers of the compiler behind fused graphs (Myelin) name neither weights nor reductions: an engine that has such layers
shows no shares.
"""

import json
import re
from collections.abc import Sequence
from math import prod
from typing import Any

from lynxrunner.runtimes.shares import Executed, operators
from lynxrunner.state import Record, not_measured

FORMATS = {"FP32": "fp32", "Float": "fp32", "FP16": "fp16", "Half": "fp16", "BF16": "bf16", "BFloat16": "bf16",
           "Int8": "int8", "INT8": "int8", "FP8": "fp8_e4m3fn", "Int4": "int4", "FP4": "fp4_e2m1", "Int32": "int32",
           "Int64": "int64", "Bool": "bool"}
OPAQUE = re.compile(r"Myelin|ForeignNode|kgen|gemm|MatrixMultiply|fc", re.IGNORECASE)
_FORMAT = re.compile("|".join(FORMATS))


def effective(information: str, version: str) -> Record:
    """The contract's `effective` from the inspector's JSON, or why there is none."""
    layers = [layer for layer in json.loads(information)["Layers"] if isinstance(layer, dict)]
    opaque = sorted({layer["LayerType"] for layer in layers if OPAQUE.search(layer["LayerType"])})
    found = executed(layers)
    if opaque or not any(each.products for each in found):
        return not_measured("incomplete_coverage", f"the engine inspector does not show what "
                            f"{', '.join(opaque)[:200] or 'its layers'} multiply")
    return {"method": "engine_inspector", "tool": {"tool": "TensorRT engine inspector", "version": version},
            "operators": operators(found)}


def executed(layers: Sequence[dict[str, Any]]) -> list[Executed]:
    """One of each layer; a convolution's products are its outputs times the weights of one output map."""
    return [Executed(layer["LayerType"], _format(layer), 0, _products(layer)) for layer in layers]


def _products(layer: dict[str, Any]) -> int:
    if layer.get("ParameterType") != "Convolution":
        return 0
    return int(prod(layer["Outputs"][0]["Dimensions"]) * layer["Weights"]["Count"] // layer["OutMaps"])


def _format(layer: dict[str, Any]) -> str:
    ends = [*layer.get("Inputs", []), *layer.get("Outputs", [])]
    words = [str(layer.get("Weights", {}).get("Type", "")), *(str(end.get("Format/Datatype", "")) for end in ends)]
    return next((FORMATS[match.group()] for word in words if (match := _FORMAT.search(word))), "fp32")
