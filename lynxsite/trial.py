"""Trials of an operating point as rows of tables."""

from collections.abc import Callable
from typing import Any, NamedTuple

from lynxschema.figures import times_member
from lynxschema.leaves import state_of
from lynxschema.numeral import signed, significant, whole
from lynxsite.label import label
from lynxsite.quantity import quantity
from lynxsite.state import told, why

Record = dict[str, Any]
Cell = tuple[str, str]
"""Text, and why there is no value."""


class Trial(NamedTuple):
    """One trial, as text."""

    number: int
    duration_s: str
    warmup: str
    ok: str
    failed: str
    percentiles: dict[str, Cell]
    rate: str
    autocorrelation: Cell
    drift: Cell


def trials(point: Record) -> list[Trial]:
    """The trials, numbered as in the samples."""
    return [_trial(trial, times_member(point["scenario"])) for trial in point["trials"]]


def noise(point: Record) -> list[tuple[str, list[Cell]]]:
    """What else went on: one row per reading, one cell per trial."""
    names = dict.fromkeys(name for trial in point["trials"] for name in trial["noise"])
    return [(label(name), [_reading(trial["noise"].get(name, "")) for trial in point["trials"]]) for name in names]


def _trial(trial: Record, member: str) -> Trial:
    counts, found = trial["counts"], trial.get(member, {})
    return Trial(
        number=trial["trial"], duration_s=significant(trial["duration_s"]), warmup=whole(trial["warmup_discarded"]),
        ok=whole(counts["ok"]), failed=whole(sum(counts.values()) - counts["ok"]),
        percentiles={name: _percentile(found.get(name)) for name in ("p50", "p99")},
        rate=significant(trial["throughput"]["value"], 4),
        autocorrelation=_cell(trial["autocorrelation_lag1"], signed),
        drift=_cell(trial["drift"], lambda share: f"{signed(100 * share)} %"),
    )


def _percentile(found: Record | None) -> Cell:
    if not found:
        return "", "too few samples to bound it"
    return significant(found["value"], 4), f"at most {significant(found['upper'], 4)} ms with 99 % confidence"


def _cell(value: Any, text: Callable[[float], str]) -> Cell:
    return ("", why(value)) if state_of(value) else (text(value), "")


def _reading(value: Any) -> Cell:
    state = told(value)
    if state:
        return "", ": ".join(state)
    if isinstance(value, dict) and value.keys() == {"before", "after"}:
        before, after = (quantity(value[name]).text for name in ("before", "after"))
        return (before if before == after else f"{before} \N{RIGHTWARDS ARROW} {after}"), ""
    return quantity(value).text, ""
