"""How values became narrower."""

from typing import Literal

from lynxschema.records.field import group, identity
from lynxschema.records.precision import Granularity
from lynxschema.records.record import Maybe, Record, when
from lynxschema.records.scalar import Few, Id, Name, Options, Positive, Sha256, Text, Version
from lynxschema.records.state import Applicable

Method = Literal[
    "dynamic", "static_ptq", "round_to_nearest", "gptq", "awq", "smoothquant", "hqq", "qat", "weight_only", "cast",
]
_FROM_DATA = {
    "anyOf": [
        {"properties": {"method": {"enum": ["gptq", "awq", "smoothquant"]}}},
        {"properties": {"method": {"const": "static_ptq"}, "tensors": {"not": {"const": "weights"}}}},
    ]
}
"""Weight scales of static quantization come from the weights; those of activations and the KV cache from data."""

Symmetry = Literal["symmetric", "asymmetric"]


class Calibration(Record):
    """Data that ranges were taken from."""

    dataset: Text = identity("precision", "Data set and split.", "ImageNet-1k training split")
    items: Positive = identity("precision", "Number of items.", 512)
    algorithm: Literal["minmax", "entropy", "percentile", "mse", "gptq_hessian", "awq_search", "other"] = identity(
        "precision", "How ranges were chosen.", "minmax"
    )
    sha256: Sha256 = identity("precision", "Hash of the data as used.", "ab" * 32)


class Quantization(Record):
    """How some tensors of one model became narrower."""

    model: Id = identity("precision", "`main`, or the id of an auxiliary model.", "main")
    tensors: Literal["weights", "activations", "kv_cache"] = identity(
        "precision", "What it was applied to; each kind of tensor has an entry of its own.", "activations"
    )
    method: Method = identity("precision", "Method.", "static_ptq")
    granularity: Granularity = identity("precision", "What shares one scale.", "per_channel")
    symmetry: Symmetry = identity("precision", "Whether ranges are centred on zero.", "symmetric")
    calibration: Applicable[Calibration] = group("Data that ranges were taken from.")
    excluded_operators: Few[Name] = identity("precision", "Operators left alone.", ["Softmax"])
    tool: Name = identity("precision", "Tool.", "onnxruntime.quantization")
    version: Version = identity("precision", "Its version.", "1.23.2")
    options: Maybe[Options] = identity("precision", "Further options.", {"accuracy_level": 4}, optional=True)

    conditionals = (
        when(
            _FROM_DATA,
            {"properties": {"calibration": {"required": ["dataset", "items", "algorithm", "sha256"]}}},
            "this quantization takes ranges from data: disclose the calibration set",
        ),
    )
