"""The contract's `precision` as a recipe declares it, without what is only seen when the artefact runs."""

from collections.abc import Sequence

from lynxrunner.state import Record, not_applicable

FEED_FORWARD = not_applicable("no autoregressive decoding")
SYMMETRIC = not_applicable("symmetric: zero points are 0")


def formats(
    weights: Sequence[Record], activations: str, compute: str, accumulation: str, conversions: Sequence[Record] = ()
) -> Record:
    """Products on IEEE arithmetic, no KV cache."""
    return {
        "weights": list(weights), "activations": activations, "compute": compute, "accumulation": accumulation,
        "math_mode": "ieee", "kv_cache": FEED_FORWARD, "conversions": list(conversions),
    }


def level(granularity: str, zero_point: Record | str = SYMMETRIC, **block: Sequence[int]) -> Record:
    """One level of fp32 scales."""
    return {"granularity": granularity, **block, "scale_dtype": "fp32", "zero_point_dtype": zero_point}


TABLES = level("per_tensor", "uint8")
"""ONNX Runtime quantizes tables that are looked up as it does activations: as a whole, with a zero point."""
