"""A published histogram: its chart's data, its table, its text alternative."""

from typing import Any, NamedTuple

from lynxschema.numeral import significant, whole
from lynxsite.figure import PERCENTILES

Record = dict[str, Any]


class Bin(NamedTuple):
    """A bin that holds something; edges in milliseconds."""

    low: str
    high: str
    requests: str


class Histogram(NamedTuple):
    """What a chart of a distribution needs."""

    data: dict[str, list[Record]]
    bins: list[Bin]
    alternative: str


def histogram(published: Record, percentiles: Record, counted: str = "requests") -> Histogram:
    """From a published histogram and the headline percentiles of the same times; `counted` is what has such a time."""
    lowest, highest, counts = published["lowest_ms"], published["highest_ms"], published["counts"]
    marks = [{"name": PERCENTILES[key], "ms": percentiles[key]["value"]} for key in PERCENTILES if key in percentiles]
    shape = [{"lowest": lowest, "highest": highest, "counts": counts}]
    return Histogram(
        {"histogram": shape, "percentiles": marks}, _bins(lowest, highest, counts),
        _alternative(lowest, highest, sum(counts), marks, counted),
    )


def _bins(lowest: float, highest: float, counts: list[int]) -> list[Bin]:
    edges = [significant(edge, 4) for edge in _edges(lowest, highest, len(counts))]
    return [
        Bin(low, high, whole(count)) for low, high, count in zip(edges, edges[1:], counts, strict=False) if count
    ]


def _edges(lowest: float, highest: float, bins: int) -> list[float]:
    if lowest <= 0:
        return [lowest + (highest - lowest) * step / bins for step in range(bins + 1)]
    return [float(lowest * (highest / lowest) ** (step / bins)) for step in range(bins + 1)]


def _alternative(lowest: float, highest: float, total: int, marks: list[Record], counted: str) -> str:
    named = ", ".join(f"{mark['name']} {significant(mark['ms'], 4)} ms" for mark in marks)
    spread = f"{whole(total)} {counted} between {significant(lowest, 4)} and {significant(highest, 4)} ms"
    return f"{spread}; {named}." if named else f"{spread}."
