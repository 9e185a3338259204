"""Samples -> figures: the one place where percentiles, rates and intervals are computed.

The runner publishes what these functions return and the checker recomputes it with the same functions.
Times are integer nanoseconds; figures are plain JSON data in the units that their names carry.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain
from math import exp, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxschema.joined import Joined
from lynxschema.mean import mean, median, stdev
from lynxschema.order_statistics import PERCENTILES, places
from lynxschema.student import quantile

Times = NDArray[np.int64]
Figure = dict[str, Any]
MS = 1e6
BINS = 64
MOST_AT_ONCE = 1_000_000
"""Periods of all trials together, of which more are counted trial by trial."""
PERIOD_NS = 100_000_000
LEAST_FOR_AUTOCORRELATION = 30
LEAST_BINS_FOR_DRIFT = 8


def unmeasured(reason: str, detail: str) -> Figure:
    """The state of a figure that the samples cannot give."""
    return {"not_measured": {"reason": reason, "detail": detail}}


def distribution(times_ns: Times) -> Figure:
    """Mean, extremes and every percentile that the number of `times_ns` [n >= 1] can bound, in ms."""
    return distributions(Joined.of([times_ns]))[0]


def distributions(times_ns: Joined) -> list[Figure]:
    """The same of each trial."""
    return [as_figure(row, number) for row, number in zip(ranked(times_ns), times_ns.counts, strict=True)]


def ranked(times_ns: Joined) -> list[list[float]]:
    """Of each trial mean, least, greatest, and of each percentile that can be bounded its value and bound, in ms."""
    if not times_ns.counts:
        return []
    wanted = [_places(number) for number in times_ns.counts]
    lengths = [len(each) for each in wanted]
    spread = np.repeat(times_ns.starts, lengths) + np.concatenate(wanted)
    means, values = (times_ns.means / MS).tolist(), (times_ns.ordered[spread] / MS).tolist()
    told = zip(means, lengths, accumulate(lengths), strict=True)
    return [[mean, *values[end - length:end]] for mean, length, end in told]


def as_figure(row: Sequence[float], number: int) -> Figure:
    """Such a row, of a `number` of times, as members of a record."""
    told = zip(places(number), row[3::2], row[4::2], strict=True)
    percentiles = {name: {"value": value, "upper": upper} for name, value, upper in told}
    return {"mean": row[0], "minimum": row[1], "maximum": row[2], **percentiles}


def as_row(figure: Figure, number: int) -> list[float] | None:
    """A record's members as such a row; None where they are others than a `number` of times gives."""
    names = places(number)
    if len(figure) != 3 + len(names):
        return None
    try:
        row = [figure["mean"], figure["minimum"], figure["maximum"]]
        for name in names:
            row += (figure[name]["value"], figure[name]["upper"])
    except KeyError:
        return None
    return row


@lru_cache(maxsize=1024)
def _places(number: int) -> NDArray[np.int64]:
    """Of the least and the greatest of so many ascending values, and of each percentile and its bound."""
    return np.array([0, number - 1, *chain.from_iterable(places(number).values())])


def histogram(times_ns: Times) -> Figure:
    """64 bins of equal width in log time from the least to the greatest of `times_ns` [n >= 1], in ms."""
    return histograms(Joined.of([times_ns]))[0]


def histograms(times_ns: Joined) -> list[Figure]:
    """The same of each group of times."""
    if not times_ns.counts:
        return []
    times = np.maximum(times_ns.values, 1)
    lowest, highest = (of.reduceat(times, times_ns.starts) for of in (np.minimum, np.maximum))
    edges = list(zip(lowest.tolist(), highest.tolist(), strict=True))
    widths = np.array([log(high / low) / BINS for low, high in edges])
    widths[widths == 0] = 1  # all times alike, whose logarithms are 0
    positions = np.floor(np.log(times / times_ns.each(lowest)) / times_ns.each(widths)).astype(np.int64)
    firsts = times_ns.each(BINS * np.arange(len(edges)))
    counts = np.bincount(np.clip(positions, 0, BINS - 1) + firsts, minlength=BINS * len(edges))
    return [
        {"lowest_ms": low / MS, "highest_ms": high / MS, "counts": each}
        for (low, high), each in zip(edges, counts.reshape(-1, BINS).tolist(), strict=True)
    ]


def rate(successes: int, items_each: float, duration_s: float) -> float:
    """Successful work per second: requests that succeeded, times the items of each, over the steady phase."""
    return successes * items_each / duration_s


def completions(completed_ns: Times, start_ns: int) -> list[int]:
    """Completions in each 100 ms since `start_ns`, up to the last one."""
    return completions_of(Joined.of([completed_ns]), [start_ns])[0]


def completions_of(completed_ns: Joined, starts_ns: Sequence[int]) -> list[list[int]]:
    """The same of each trial; one may have none."""
    periods = (completed_ns.values - completed_ns.each(np.array(starts_ns, dtype=np.int64))) // PERIOD_NS
    if 0 in completed_ns.counts or not completed_ns.counts:
        return [np.bincount(part).tolist() if len(part) else [] for part in completed_ns.parts(periods)]
    lengths = np.maximum.reduceat(periods, completed_ns.starts) + 1
    ends = np.cumsum(lengths)
    if ends[-1] > MOST_AT_ONCE:
        return [np.bincount(part).tolist() for part in completed_ns.parts(periods)]
    counted = np.bincount(periods + completed_ns.each(ends - lengths), minlength=ends[-1]).tolist()
    return [counted[end - length:end] for end, length in zip(ends.tolist(), lengths.tolist(), strict=True)]


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
    return autocorrelations(Joined.of([times_ns]))[0] if len(times_ns) else _too_few(0)


def autocorrelations(times_ns: Joined) -> list[float | Figure]:
    """The same of each trial."""
    if not times_ns.counts:
        return []
    centred = times_ns.values - times_ns.each(times_ns.means)
    products = np.zeros(len(centred))
    np.multiply(centred[:-1], centred[1:], out=products[:-1])
    products[times_ns.ends - 1] = 0  # with the next trial's first
    parts = zip(times_ns.counts, times_ns.sums(products).tolist(), times_ns.sums(centred**2).tolist(), strict=True)
    return [
        _too_few(number) if number < LEAST_FOR_AUTOCORRELATION else lagged / power if power else 0.0
        for number, lagged, power in parts
    ]


def _too_few(number: int) -> Figure:
    return unmeasured("too_few_samples", f"{number} requests; needs {LEAST_FOR_AUTOCORRELATION}")


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
