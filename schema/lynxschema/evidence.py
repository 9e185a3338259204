"""Samples -> figures: the one place where percentiles, rates and intervals are computed.

The runner publishes what these functions return and the checker recomputes it with the same functions.
Times are integer nanoseconds; figures are plain JSON data in the units that their names carry.
"""

from collections.abc import Sequence
from math import exp, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxschema.mean import mean, median, stdev
from lynxschema.order_statistics import PERCENTILES, places
from lynxschema.student import quantile

Times = NDArray[np.int64]
Figure = dict[str, Any]
MS = 1e6
BINS = 64
LEAST_FOR_AUTOCORRELATION = 30
LEAST_BINS_FOR_DRIFT = 8


def unmeasured(reason: str, detail: str) -> Figure:
    """The state of a figure that the samples cannot give."""
    return {"not_measured": {"reason": reason, "detail": detail}}


def distribution(times_ns: Times) -> Figure:
    """Mean, extremes and every percentile that the number of `times_ns` [n >= 1] can bound, in ms."""
    ordered = np.sort(times_ns)
    figure: Figure = {
        "mean": _mean(ordered) / MS, "minimum": int(ordered[0]) / MS, "maximum": int(ordered[-1]) / MS,
    }
    for name, (value, upper) in places(len(ordered)).items():
        figure[name] = {"value": int(ordered[value]) / MS, "upper": int(ordered[upper]) / MS}
    return figure


def _mean(times_ns: Times) -> float:
    """As the array's own mean, which takes as long to begin as hundreds of values to sum."""
    return float(np.add.reduce(times_ns, dtype=np.float64)) / len(times_ns)


def histogram(times_ns: Times) -> Figure:
    """64 bins of equal width in log time from the least to the greatest of `times_ns` [n >= 1], in ms."""
    lowest, highest = max(int(times_ns.min()), 1), max(int(times_ns.max()), 1)
    width = log(highest / lowest) / BINS
    if width == 0:
        positions = np.zeros(len(times_ns), dtype=np.int64)
    else:
        positions = np.floor(np.log(np.maximum(times_ns, 1) / lowest) / width).astype(np.int64)
    counts = np.bincount(np.clip(positions, 0, BINS - 1), minlength=BINS)
    return {"lowest_ms": lowest / MS, "highest_ms": highest / MS, "counts": counts.tolist()}


def rate(successes: int, items_each: float, duration_s: float) -> float:
    """Successful work per second: requests that succeeded, times the items of each, over the steady phase."""
    return successes * items_each / duration_s


def completions(completed_ns: Times, start_ns: int) -> list[int]:
    """Completions in each 100 ms since `start_ns`, up to the last one."""
    if len(completed_ns) == 0:
        return []
    counts: list[int] = np.bincount((completed_ns - start_ns) // 100_000_000).tolist()
    return counts


def quarters(per_100ms: Sequence[int]) -> tuple[Sequence[int], Sequence[int]] | None:
    """First and last quarter of the whole bins; None where there are too few to tell a drift."""
    whole = per_100ms[:-1]
    quarter = len(whole) // 4
    return (whole[:quarter], whole[-quarter:]) if len(whole) >= LEAST_BINS_FOR_DRIFT else None


def drift(per_100ms: Sequence[int]) -> float | Figure:
    """Completion rate of the last quarter of the whole bins over that of the first quarter, less 1."""
    parts = quarters(per_100ms)
    if parts is None or sum(parts[0]) == 0:
        periods = len(per_100ms[:-1])
        return unmeasured("too_short", f"{periods} whole periods of 100 ms; drift needs {LEAST_BINS_FOR_DRIFT}")
    return sum(parts[1]) / sum(parts[0]) - 1


def autocorrelation(times_ns: Times) -> float | Figure:
    """Lag-1 autocorrelation of successive times [n] in the order of their requests."""
    if len(times_ns) < LEAST_FOR_AUTOCORRELATION:
        return unmeasured("too_few_samples", f"{len(times_ns)} requests; needs {LEAST_FOR_AUTOCORRELATION}")
    centred = times_ns - _mean(times_ns)
    power = float(centred @ centred)
    return float(centred[:-1] @ centred[1:]) / power if power else 0.0


def over_trials(values: Sequence[float]) -> Figure:
    """Geometric mean and median of the trials' values with the 95 % t interval on logarithms."""
    logs = [log(value) for value in values] if min(values) > 0 else []
    centre = mean(logs) if logs else 0.0
    interval = _interval(logs, centre) if len(logs) > 1 else _no_interval(len(values))
    return {"value": exp(centre) if logs else 0.0, "median": median(values), "interval": interval}


def _interval(logs: Sequence[float], centre: float) -> Figure:
    half = quantile(0.975, len(logs) - 1) * stdev(logs, centre) / sqrt(len(logs))
    return {"low": exp(centre - half), "high": exp(centre + half)}


def _no_interval(trials: int) -> Figure:
    return unmeasured("too_few_trials", f"{trials} trials; an interval needs at least 2 positive values")


def percentiles_over_trials(distributions: Sequence[Figure]) -> Figure:
    """Each percentile that every trial's distribution has, over the trials."""
    shared = [name for name in PERCENTILES if all(name in figure for figure in distributions)]
    return {name: over_trials([figure[name]["value"] for figure in distributions]) for name in shared}
