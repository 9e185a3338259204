"""What the disclosed hardware can do at most: the lower of the catalogue's and the record's figures.

`known` gives the catalogue's entry of a device's id, empty where there is none.
"""

from collections.abc import Callable
from typing import Any

from lynxschema.leaves import state_of

Json = dict[str, Any]
Known = Callable[[str], Json]
GIBI = 2**30 / 10**9
PRODUCTS = {"tf32": "tf32", "bf16": "bf16", "fp16": "fp16", "bf16x3": "bf16"}
"""Math mode -> format whose peak bounds the products of an executor that computes in fp32."""


def items_per_s(point: Json) -> float | None:
    """Items answered per second of the steady phases, whatever the throughput counts; None without trials or batch."""
    trials, batch = point["trials"], point["batch"]
    if not trials or state_of(batch):
        return None
    return float(sum(trial["counts"]["ok"] for trial in trials) * batch / sum(trial["duration_s"] for trial in trials))


def bandwidth(hardware: Json, known: Known) -> float | None:
    """Bytes per second of the memory of all devices; None where any device's is not known."""
    own = [_lower(each["memory"]["bandwidth_bytes_per_s"], known(each["id"]).get("memory_bandwidth_bytes_per_s"))
           for each in hardware["devices"]]
    return _total(hardware, own)


def operations(executor: Json, known: Known) -> float | None:
    """Operations per second of all devices in the declared format; None where any device's peak is not known."""
    precision, hardware = executor["precision"], executor["hardware"]
    computed, mode = precision["compute"], precision["math_mode"]
    dtype = PRODUCTS.get(mode, computed) if computed == "fp32" else computed
    if computed == "fp32" and mode == "fast":
        return None  # whatever the runtime takes for fast
    total = _total(hardware, [_peak(each, dtype, known(each["id"])) for each in hardware["devices"]])
    # Structured sparsity at most doubles the rate; operations are counted as if no weight were zero.
    sparse = any(part["sparsity"]["pattern"] != "none" for part in precision["weights"])
    return total * 2 if total and sparse else total


def watts(hardware: Json, known: Known) -> float | None:
    """Power limit of all devices; None where any device's is not known."""
    limits = [_lower(each["power_limit_watts"], known(each["id"]).get("power_watts")) for each in hardware["devices"]]
    return _total(hardware, limits)


def memory(hardware: Json, known: Known) -> float | None:
    """Memory of the host and of all devices, in bytes; None where any is not known."""
    own = [_lower(each["memory"]["capacity_bytes"], _capacity(known(each["id"]))) for each in hardware["devices"]]
    devices, host = _total(hardware, own), _lower(hardware["host"]["memory_bytes"], None)
    return None if devices is None or host is None else devices + host


def kept_on_chip(hardware: Json, known: Known) -> float:
    """Bytes that last-level caches and on-chip weight memory of all devices hold."""
    members = ("last_level_cache_bytes", "on_chip_weight_bytes")
    held = (
        (_lower(each[member], known(each["id"]).get(member)) or 0.0) * each["count"]
        for each in hardware["devices"] for member in members
        if isinstance(each[member], int | float)  # what is not disclosed is not claimed
    )
    return float(hardware["replicas"] * sum(held))


def _capacity(entry: Json) -> float | None:
    """A data sheet counts gigabytes where a driver counts gibibytes."""
    return entry["memory_bytes"] * GIBI if "memory_bytes" in entry else None


def _peak(device: Json, dtype: str, entry: Json) -> float | None:
    disclosed = [_lower(peak["dense_operations_per_s"], None) for peak in device["peaks"] if peak["dtype"] == dtype]
    known = entry.get("peak_operations_per_s", {}).get(dtype)
    return _lower(next(iter(disclosed), None), known)


def _total(hardware: Json, each: list[float | None]) -> float | None:
    known = [value for value in each if value is not None]
    if len(known) < len(each):
        return None
    counts = [device["count"] for device in hardware["devices"]]
    return float(hardware["replicas"] * sum(value * count for value, count in zip(known, counts, strict=True)))


def _lower(one: Any, other: Any) -> float | None:
    known = [float(value) for value in (one, other) if isinstance(value, int | float)]
    return min(known, default=None)
