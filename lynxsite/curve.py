"""Latency over offered rate: the server points of a submission, steps of a search and results, as one curve."""

from collections.abc import Iterator, Sequence
from typing import Any

from lynxschema.leaves import state_of
from lynxschema.numeral import plain, significant

Record = dict[str, Any]
LEAST = 3
"""Points that make a curve."""
SHOWN = ("p50", "p90", "p95", "p99")
KINDS = {"result": "result", "search_step": "step of the search"}


def curve(record: Record) -> Record | None:
    """Data of the chart, its rows for the table, and its words; None where there are too few points."""
    points = [point for point in record["operating_points"] if point["scenario"] == "server"]
    points.sort(key=_rate)
    if len(points) < LEAST:
        return None
    values = [value for point in points for value in _values(point)]
    return {
        "data": {"latencies": values, "bound": [{"ms": limit} for limit in _limits(points)]},
        "percentiles": SHOWN, "rows": [_row(point) for point in points],
        "alternative": f"Latency over the offered rate at {len(points)} rates, from {plain(_rate(points[0]))} to "
                       f"{plain(_rate(points[-1]))} requests/s; the table below holds the same.",
    }


def _values(point: Record) -> Iterator[Record]:
    found, kind = point["headline"]["latency_ms"], KINDS[point["purpose"]]
    for name in SHOWN:
        if name in found:
            yield {"rate": _rate(point), "percentile": name, "ms": found[name]["value"], "kind": kind}


def _row(point: Record) -> Record:
    found = point["headline"]["latency_ms"]
    times = [significant(found[name]["value"]) if name in found else "" for name in SHOWN]
    return {"rate": plain(_rate(point)), "kind": KINDS[point["purpose"]], "times": times}


def _limits(points: Sequence[Record]) -> list[float]:
    stated = [point["bounds"] for point in points if not state_of(point["bounds"])]
    return sorted({bound["limit_ms"] for bounds in stated for bound in bounds if bound["metric"] == "latency_ms"})


def _rate(point: Record) -> float:
    return float(point["load"]["rate_per_s"])
