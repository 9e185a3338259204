"""Headlines of all operating points held against their trials at once: what agrees needs no look of its own."""

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxschema.figures import times_member
from lynxschema.load.point import Point
from lynxschema.order_statistics import PERCENTILES
from lynxschema.student import quantile

Record = dict[str, Any]
Row = tuple[Sequence[float], Record]
"""A figure of each trial, and what the headline makes of them."""
RELATIVE = 1e-10
"""A tenth of what the slower look allows, so that nothing agrees here that would not agree there."""


def agreeing(points: Sequence[Point]) -> set[int]:
    """Numbers of those whose headline is over two trials or more, and has what they give within 1e-10."""
    by_trials: dict[int, list[tuple[int, Row]]] = {}
    for point in points:
        trials = len(point.record["trials"])
        by_trials.setdefault(trials, []).extend((point.number, row) for row in _rows(point))
    looked: dict[int, bool] = {}
    for trials, told in by_trials.items():
        agree = _agree([row for _, row in told], trials) if trials > 1 and told else []
        for (number, _), same in zip(told, agree, strict=False):
            looked[number] = looked.get(number, True) and same
    return {number for number, agree in looked.items() if agree}


def _rows(point: Point) -> Iterator[Row]:
    """Of each percentile and the throughput; none where the headline has others than the trials."""
    trials, headline = point.record["trials"], point.record["headline"]
    times = [trial[times_member(point.scenario)] for trial in trials]
    rates = [trial["throughput"] for trial in trials]
    shared = [name for name in times[0] if name in PERCENTILES and all(name in each for each in times)]
    told = headline[times_member(point.scenario)]
    same_unit = headline["throughput"]["unit"] == rates[0]["unit"]
    if headline["trials"] != len(trials) or told.keys() != set(shared) or not same_unit:
        return
    for name in shared:
        yield [each[name]["value"] for each in times], told[name]
    yield [rate["value"] for rate in rates], headline["throughput"]


def _agree(rows: Sequence[Row], trials: int) -> list[bool]:
    claims = [_claim(claim) for _, claim in rows]
    published = np.array([claim or (0.0,) * 4 for claim in claims])
    with np.errstate(all="ignore"):  # what is no number agrees with none
        computed = _computed(np.array([values for values, _ in rows], dtype=np.float64), trials)
        near: NDArray[np.bool_] = np.isfinite(computed) & (np.abs(published - computed) <= RELATIVE * np.abs(computed))
    return [bool(claim) and all(each) for claim, each in zip(claims, near.tolist(), strict=True)]


def _claim(figure: Record) -> tuple[float, float, float, float] | None:
    """Value, median and interval; None where it lacks one of them."""
    interval = figure.get("interval", {})
    try:
        return figure["value"], figure["median"], interval["low"], interval["high"]
    except KeyError:
        return None


def _computed(values: NDArray[np.float64], trials: int) -> NDArray[np.float64]:
    """The same four [rows, 4] of values [rows, trials]; not a number where one is not positive."""
    logs = np.log(values)
    centre = logs.mean(axis=1)
    half = quantile(0.975, trials - 1) * logs.std(axis=1, ddof=1) / sqrt(trials)
    ordered = np.sort(values, axis=1)
    median = (ordered[:, (trials - 1) // 2] + ordered[:, trials // 2]) / 2
    return np.stack([np.exp(centre), median, np.exp(centre - half), np.exp(centre + half)], axis=1)
