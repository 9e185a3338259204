"""The executor: the recipe without which no number is published."""

from typing import Any

from lynxschema.records.field import group
from lynxschema.records.hardware import Hardware
from lynxschema.records.precision import Precision
from lynxschema.records.quantization import Quantization
from lynxschema.records.record import Maybe, Record, when
from lynxschema.records.runtime import Runtime
from lynxschema.records.scalar import FULL_FLOATS, Some
from lynxschema.records.scheduling import KvCache, Scheduling
from lynxschema.records.stage import Stage
from lynxschema.records.toolchain import Toolchain

_NARROW: dict[str, Any] = {"type": "string", "not": {"enum": list(FULL_FLOATS)}}
_ANY_NARROW: dict[str, Any] = {
    "anyOf": [
        {"properties": {"activations": _NARROW}, "required": ["activations"]},
        {"properties": {"compute": _NARROW}, "required": ["compute"]},
        {"properties": {"kv_cache": _NARROW}, "required": ["kv_cache"]},
        {
            "properties": {"weights": {"contains": {"properties": {"dtype": _NARROW}, "required": ["dtype"]}}},
            "required": ["weights"],
        },
    ]
}


class Executor(Record):
    """Hardware, runtime, toolchain, precision, quantization, scheduling and KV cache."""

    hardware: Hardware = group("The hardware that ran.")
    runtime: Runtime = group("The inference runtime.")
    toolchain: Toolchain = group("From the trained model to what ran.")
    precision: Precision = group("Element formats, declared and effective.")
    quantization: Maybe[Some[Quantization]] = group(
        "How values became narrower: required when any format is not a float of 16 bits or more.", optional=True
    )
    scheduling: Scheduling = group("Request-level scheduling.")
    kv_cache: Maybe[KvCache] = group("The attention cache: required for autoregressive workloads.", optional=True)
    stages: Maybe[Some[Stage]] = group("Stages of a disaggregated or multi-model service.", optional=True)

    conditionals = (
        when(
            {"properties": {"precision": _ANY_NARROW}, "required": ["precision"]},
            {"required": ["quantization"]},
            "a format narrower than a 16-bit float needs the member quantization",
        ),
    )
