"""Whether a process's memory kept growing while it answered requests."""

from lynxrunner.state import Record

NOTABLE_SHARE, NOTABLE_BYTES = 0.05, 16 * 2**20
"""Arenas and caches settle within a few megabytes; a leak of one output per request does not."""


def grows(result: Record) -> bool:
    """Whether the last quarter of a trial's steady phase needed notably more memory than the first."""
    growth, peak = result.get("memory_growth_bytes", 0), result["peak_memory_bytes"]
    least = NOTABLE_SHARE * peak if isinstance(peak, int) else 0
    return bool(growth > max(NOTABLE_BYTES, least))
