"""Requests after the stored ones: only counts and completions per 100 ms tell of them."""

from typing import Any

from lynxschema import figures

Record = dict[str, Any]


def lengthened(point: Record, number: int, factor: float) -> Record:
    """The point with `number` further requests in each trial, answered `factor` times as fast as the stored ones."""
    trials = [_longer(trial, number, factor, point["batch"]) for trial in point["trials"]]
    told = {"trials": trials, "counts": figures.counts(trials), "headline": figures.headline(trials, point["scenario"])}
    return point | told


def _longer(trial: Record, number: int, factor: float, batch: int) -> Record:
    stored = trial["completions_per_100ms"]
    each = max(round(sum(stored) / len(stored) * factor), 1)
    whole = number // each
    record = trial | {
        "counts": trial["counts"] | {"ok": trial["counts"]["ok"] + whole * each},
        "completions_per_100ms": [*stored, *[each] * whole], "duration_s": (len(stored) + whole) / 10,
    }
    return record | figures.rate_figures(record, batch, trial["throughput"]["unit"])
