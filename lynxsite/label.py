"""Names of members as a reader would say them."""

import re
from functools import lru_cache

_UNITS = re.compile(r"_(bytes_per_s|operations_per_s|bytes|watts|joules|mhz|ms|ns|c)$")
_WORDS = {
    "aslr": "ASLR", "cpu": "CPU", "cpus": "CPUs", "isa": "ISA", "kv": "KV", "numa": "NUMA", "os": "OS",
    "sha256": "SHA-256", "smt": "SMT", "dtype": "format", "ttft": "TTFT", "tpot": "TPOT", "itl": "ITL",
    "eos": "EOS",
}
_WHOLE = {
    "on_chip_weight_bytes": "on-chip memory for weights",
    "last_level_cache_bytes": "last-level cache",
    "peak_memory_bytes": "peak memory",
    "bytes_per_inference": "bytes per inference",
}
_ONE = {
    "devices": "device", "steps": "step", "libraries": "library", "conversions": "conversion", "peaks": "peak",
    "ceilings": "measured ceiling", "core_kinds": "kind of cores",
    "operators": "operators", "inputs": "input", "stages": "stage", "links": "link", "weights": "weights, part",
    "auxiliary_models": "auxiliary model", "quantization": "quantization",
}


@lru_cache(4096)
def label(key: str) -> str:
    """`memory_bandwidth_bytes_per_s` -> `memory bandwidth`: the unit stands with the value."""
    return _WHOLE.get(key) or " ".join(_WORDS.get(word, word) for word in _UNITS.sub("", key).split("_"))


def one(key: str, position: int) -> str:
    """`devices`, 0 -> `device 1`: people count from one."""
    return f"{_ONE.get(key) or label(key)} {position + 1}"


def title(text: str) -> str:
    """A capital to begin."""
    return text[:1].upper() + text[1:]
