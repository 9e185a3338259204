"""How many bytes the disclosed weights take, from their number and element formats alone."""

import re
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]
MAIN = "main"
_BITS = re.compile(r"[0-9]+")
_ODD = {"ternary": 1.6, "bool": 1.0}


def bits(dtype: str) -> float:
    """Bits of one element: 8 of `fp8_e4m3fn`, 4 of `nf4`; scales are not counted."""
    found = _BITS.search(dtype)
    return _ODD[dtype] if dtype in _ODD or not found else float(found.group())


def bytes_each(parts: Iterable[Json], model: str = MAIN) -> float | None:
    """Mean bytes of a parameter of one model, from `precision.weights`; None where its parts are not disclosed."""
    own = [part for part in parts if part["model"] == model]
    share = sum(part["share_of_parameters"] for part in own)
    return sum(_kept(part) for part in own) / share if share > 0 else None


def _kept(part: Json) -> float:
    """A sparse part may be stored without its zeros."""
    stored = 1 - part["sparsity"]["share"] if part["sparsity"]["pattern"] != "none" else 1.0
    return float(part["share_of_parameters"] * stored * bits(part["dtype"]) / 8)


def read_each_step(record: Json) -> float:
    """Bytes of the main model's weights that a step reads: where experts are routed, the active ones alone."""
    model = record["workload"]["model"]
    number = model.get("active_parameters", model["parameters"])
    return float(number * (bytes_each(record["executor"]["precision"]["weights"]) or 0.0))
