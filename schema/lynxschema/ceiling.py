"""What the disclosed hardware can do at most: the lower of the catalogue's and the record's figures."""

from typing import Any

from lynxschema.catalogue import entries

Json = dict[str, Any]
PER_ITEM = ("inferences/s", "images/s", "frames/s")


def inferences_per_s(point: Json) -> float | None:
    """Items answered per second at an operating point; None where its throughput counts something else."""
    rate = point["headline"]["throughput"]
    return float(rate["value"]) if rate["unit"] in PER_ITEM else None


def bandwidth(hardware: Json) -> float | None:
    """Bytes per second of the memory of all devices; None where any device's is not known."""
    own = [_lower(each["memory"]["bandwidth_bytes_per_s"], _entry(each).get("memory_bandwidth_bytes_per_s"))
           for each in hardware["devices"]]
    return _total(hardware, own)


def operations(hardware: Json, dtype: str) -> float | None:
    """Operations per second of all devices in an element format; None where any device's peak is not known."""
    return _total(hardware, [_peak(each, dtype) for each in hardware["devices"]])


def watts(hardware: Json) -> float | None:
    """Power limit of all devices; None where any device's is not known."""
    limits = [_lower(each["power_limit_watts"], _entry(each).get("power_watts")) for each in hardware["devices"]]
    return _total(hardware, limits)


def memory(hardware: Json) -> float | None:
    """Memory of the host and of all devices, in bytes; None where any is not known."""
    own = [_lower(each["memory"]["capacity_bytes"], None) for each in hardware["devices"]]
    devices, host = _total(hardware, own), _lower(hardware["host"]["memory_bytes"], None)
    return None if devices is None or host is None else devices + host


def kept_on_chip(hardware: Json) -> float:
    """Bytes that last-level caches and on-chip weight memory of all devices hold."""
    members = ("last_level_cache_bytes", "on_chip_weight_bytes")
    held = ((_lower(each[member], None) or 0.0) * each["count"] for each in hardware["devices"] for member in members)
    return float(hardware["replicas"] * sum(held))


def _peak(device: Json, dtype: str) -> float | None:
    disclosed = [_lower(peak["dense_operations_per_s"], None) for peak in device["peaks"] if peak["dtype"] == dtype]
    known = _entry(device).get("peak_operations_per_s", {}).get(dtype)
    return _lower(next(iter(disclosed), None), known)


def _total(hardware: Json, each: list[float | None]) -> float | None:
    known = [value for value in each if value is not None]
    if len(known) < len(each):
        return None
    counts = [device["count"] for device in hardware["devices"]]
    return float(hardware["replicas"] * sum(value * count for value, count in zip(known, counts, strict=True)))


def _entry(device: Json) -> Json:
    entry: Json = entries("devices").get(device["id"], {})
    return entry


def _lower(one: Any, other: Any) -> float | None:
    known = [float(value) for value in (one, other) if isinstance(value, int | float)]
    return min(known, default=None)
