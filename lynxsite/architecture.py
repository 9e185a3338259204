"""An accelerator along the category's own dimensions, as the catalogue has it from its data sheet."""

from pathlib import Path
from typing import Any

from lynxschema.catalogue.own import known
from lynxsite.quantity import quantity

Entry = dict[str, Any]
Dimension = tuple[str, str]
"""Its name, and what the catalogue says."""


def architecture(device: str, catalogue: Path | None) -> tuple[list[Dimension], str]:
    """The dimensions that the published catalogue or a registry's own has of a device, and their source.

    Empty for one that neither lists.
    """
    entry: Entry = known("devices", catalogue).get(device, {})
    rows = [(name, read(entry)) for name, read in _DIMENSIONS]
    return [(name, text) for name, text in rows if text], entry.get("source", "")


def _memory(entry: Entry) -> str:
    parts = [
        entry.get("memory_kind", ""), _sized(entry, "memory_bytes", "bytes"),
        _sized(entry, "memory_bandwidth_bytes_per_s", "bytes/s"),
    ]
    return ", ".join(filter(None, parts))


def _peaks(entry: Entry) -> str:
    peaks = entry.get("peak_operations_per_s", {})
    return ", ".join(f"{dtype} {quantity(float(rate), 'operations/s').text}" for dtype, rate in peaks.items())


def _sized(entry: Entry, member: str, unit: str) -> str:
    return quantity(entry[member], unit).text if member in entry else ""


def _listed(entry: Entry, member: str) -> str:
    return ", ".join(entry.get(member, []))


_DIMENSIONS = (
    ("Design centre", lambda entry: entry.get("design_centre", "").replace("_", " ")),
    ("Vendor and architecture", lambda entry: ", ".join(filter(None, map(entry.get, ("vendor", "architecture"))))),
    ("Precision focus", lambda entry: _listed(entry, "precisions")),
    ("Matrix precisions, dense peak", _peaks),
    ("Memory", _memory),
    ("Last-level cache", lambda entry: _sized(entry, "last_level_cache_bytes", "bytes")),
    ("Interconnect", lambda entry: entry.get("interconnect", "")),
    ("Power envelope", lambda entry: _sized(entry, "power_watts", "W")),
    ("Software stack", lambda entry: _listed(entry, "software")),
)
