"""The roofline of an operating point in words."""

from lynxschema.roofline import Roof, Roofline

PREFIXES = ((1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"))


def sentence(found: Roofline) -> str:
    """Verdict, intensity, and the share of either roof with where the roof comes from."""
    shares = [
        _share(found.arithmetic_share, found.arithmetic, f"OP/s in {found.dtype}"),
        _share(found.memory_share, found.memory, "B/s of memory"),
    ]
    known = ", ".join(filter(None, shares)) or "no roof of this device is known"
    return f"{_verdict(found)} at {found.intensity:.3g} operations per byte: {known}"


def _verdict(found: Roofline) -> str:
    if found.verdict is None:
        return "memory- or compute-bound, not known which,"
    if found.overhead:
        return f"{found.verdict} by its intensity but limited by latency or overheads"
    return f"{found.verdict}{' from the caches' if found.resident else ''}"


def _share(share: float | None, roof: Roof | None, unit: str) -> str:
    if share is None or roof is None:
        return ""
    source = "measured" if roof.source == "measured" else "data sheet"
    return f"{_percent(share)} of {_scaled(roof.per_s)}{unit} ({source})"


def _percent(share: float) -> str:
    """Two digits below ten per cent, so that little is not said as nothing."""
    value = 100 * share
    return f"{value:.0f} %" if value >= 10 else f"{value:.2g} %"


def _scaled(value: float) -> str:
    for size, prefix in PREFIXES:
        if value >= size:
            return f"{value / size:.3g} {prefix}"
    return f"{value:.3g} "
