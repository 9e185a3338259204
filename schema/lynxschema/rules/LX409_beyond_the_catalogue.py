"""A device that has more than its data sheet.

## What it checks

Kind, memory, bandwidth, peaks, power limit, cache and on-chip memory of every device whose id the catalogue has, as far
as the entry says: none more than a tenth above it.

## Why it matters

Ceilings go by the lower figure, pages show the disclosed one: a larger memory or a faster one makes a rate look within
reach, and an efficiency larger.

## Rejected

```json
{"id": "nvidia-h100-sxm5-80gb", "memory": {"capacity_bytes": 160000000000}}
```

## Mended

```json
{"id": "nvidia-h100-sxm5-80gb", "memory": {"capacity_bytes": 85520809984}}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

READS = ("/executor/hardware",)
SLACK = 1.1
MEMBERS = {
    "memory/capacity_bytes": "memory_bytes", "memory/bandwidth_bytes_per_s": "memory_bandwidth_bytes_per_s",
    "power_limit_watts": "power_watts", "last_level_cache_bytes": "last_level_cache_bytes",
    "on_chip_weight_bytes": "on_chip_weight_bytes",
}


def check(submission: Submission) -> Iterator[Fault]:
    for position, device in enumerate(submission.record["executor"]["hardware"]["devices"]):
        entry, pointer = submission.entry("devices", device["id"]), f"/executor/hardware/devices/{position}"
        if entry and device["kind"] != entry["kind"]:
            yield Fault(shown(device["kind"]), shown(entry["kind"]), "name the device that ran",
                        pointer=f"{pointer}/kind")
        for path, value, most in (*_members(device, entry), *_peaks(device, entry)):
            if isinstance(value, int | float) and most is not None and value > most * SLACK:
                yield Fault(f"{value:.4g}", f"at most {most:.4g}, as the catalogue has it",
                            "correct the figure, or the device's id", pointer=f"{pointer}/{path}")


def _members(device: dict[str, Any], entry: dict[str, Any]) -> Iterator[tuple[str, Any, float | None]]:
    for path, name in MEMBERS.items():
        group, _, member = path.rpartition("/")
        yield path, (device[group] if group else device)[member], entry.get(name)


def _peaks(device: dict[str, Any], entry: dict[str, Any]) -> Iterator[tuple[str, Any, float | None]]:
    known = entry.get("peak_operations_per_s", {})
    for place, peak in enumerate(device["peaks"]):
        yield f"peaks/{place}/dense_operations_per_s", peak["dense_operations_per_s"], known.get(peak["dtype"])
