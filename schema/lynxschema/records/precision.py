"""Element formats: declared, and what the kernels really computed in."""

from typing import Literal

from lynxschema.records.field import condition, group, identity, prose
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Count, Dtype, Few, Id, Name, Options, Positive, Share, Some, Version
from lynxschema.records.state import Applicable, Measured

Granularity = Literal["per_tensor", "per_channel", "per_token", "per_group", "per_block"]


class Scaling(Record):
    """One level of scales."""

    granularity: Granularity = identity("precision", "What shares one scale.", "per_channel")
    block_shape: Maybe[Some[Positive]] = identity("precision", "Elements of one scale.", [1, 128], optional=True)
    scale_dtype: Dtype = identity("precision", "Type of the scale.", "fp32")
    zero_point_dtype: Applicable[Dtype] = identity("precision", "Type of the zero point.", "int8")


class Sparsity(Record):
    """Zeros that the kernels exploit."""

    pattern: Literal["none", "2:4", "block", "unstructured"] = identity("precision", "Pattern.", "none")
    share: Share = identity("precision", "Share of zeros.", 0)


class Weights(Record):
    """A part of the parameters that shares one format."""

    model: Id = identity("precision", "`main`, or the id of an auxiliary model.", "main")
    dtype: Dtype = identity("precision", "Element format.", "int8")
    scaling: Applicable[Some[Scaling]] = group("Levels of scales, outermost last.")
    sparsity: Sparsity = group("Zeros that the kernels exploit.")
    share_of_parameters: Share = identity("precision", "Share of that model's parameters.", 0.989)


class Tool(Record):
    """The program that saw it."""

    tool: Name = condition("precision", "Tool.", "onnxruntime profiler")
    version: Version = condition("precision", "Its version.", "1.23.2")


class Operator(Record):
    """Operators of one type that computed in one format on one device."""

    op_type: Name = condition("precision", "Operator type.", "QLinearConv")
    dtype: Dtype = condition("precision", "Format that the kernel computed in.", "int8")
    device: Count = condition("precision", "Position in hardware.devices of where it ran.", 0)
    count: Count = condition("precision", "How many such operators.", 52)
    share_of_operations: Share = condition("precision", "Share of all multiply and add operations.", 0.995)


class Effective(Record):
    """What the kernels really computed in."""

    method: Literal["optimised_graph", "profile", "runtime_model", "engine_inspector", "profiler"] = condition(
        "precision", "How it was seen.", "profile"
    )
    tool: Tool = group("The program that saw it.")
    operators: Some[Operator] = group("Operators by type, format and device.")


class Conversion(Record):
    """A tool that changed the model's precision."""

    stage: Literal["convert", "quantize"] = identity("precision", "Kind of step.", "quantize")
    model: Maybe[Id] = identity("precision", "Auxiliary model, where not `main`.", "draft", optional=True)
    tool: Name = identity("precision", "Tool.", "onnxruntime.quantization")
    version: Version = identity("precision", "Its version.", "1.23.2")
    options: Options = identity("precision", "Options as the tool resolved them.", {"per_channel": True})


class Precision(Record):
    """Element formats."""

    recipe: Id = prose("Name of the recipe; part of the slug.", "int8")
    weights: Some[Weights] = group("Formats of the parameters.")
    activations: Dtype = identity("precision", "Format of most activations.", "uint8")
    compute: Dtype = identity("precision", "Format that most multiplications are declared to run in.", "int8")
    accumulation: Dtype = identity("precision", "Format of the sums.", "int32")
    math_mode: Literal["ieee", "tf32", "bf16", "fp16", "bf16x3", "fast"] = identity(
        "precision", "What a 32-bit product may be computed in.", "ieee"
    )
    kv_cache: Applicable[Dtype] = identity("precision", "Format of the KV cache.", "fp8_e4m3fn")
    effective: Measured[Effective] = group("What the kernels really computed in.")
    conversions: Few[Conversion] = group("Steps that the precision causes, in order; empty where none is needed.")
