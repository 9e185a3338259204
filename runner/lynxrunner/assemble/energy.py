"""Energy of an operating point, from the readings of its trials. Every figure comes from `lynxschema.energy`."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.energy.meter import Terms
from lynxrunner.state import Record, not_measured
from lynxschema import energy
from lynxschema.readings import Readings
from lynxschema.samples import Column, Samples

APART = 0.05
"""Counter and integrated power may differ by so much before a reader is warned."""


def with_energy(point: Record, terms: Terms, trials: Sequence[Trial], devices: Sequence[Record]) -> Record:
    """The contract's operating point with the energy of its trials, or with the reason for which it has none."""
    channels = terms.records()
    read = [_readings(trial) for trial in trials]
    state = next(filter(None, map(_failure, trials)), None) or _too_short(read, terms)
    found = state or energy.energy(read, channels, terms.shared or energy.sharing(devices))
    if "not_measured" in found:
        return {**point, "energy": found}
    each = [energy.trial_energy(readings, channels) for readings in read]
    whole = {"scope": terms.scope, "channels": channels, **found, "idle": _idle(found["idle"])}
    figures = _headline(found, each)
    if figures and (tokens := energy.per_token(each, [Samples(trial.rows) for trial in trials])):
        whole["joules_per_token"], figures["joules_per_token"] = tokens
    told = [{**one, "energy": own} for one, own in zip(point["trials"], each, strict=True)]
    validity = _warned(point["validity"], found["counter_against_integral"])
    return {**point, "energy": whole, "trials": told, "headline": point["headline"] | figures, "validity": validity}


def readings(trials: Mapping[Any, Sequence[Trial]]) -> dict[str, Column] | None:
    """Columns of `readings.parquet`, ordered by operating point, trial, channel and time; None without a reading."""
    parts = [
        {"operating_point": position, "trial": number, **trial.result["readings"]["columns"]}
        for position, found in enumerate(trials.values()) for number, trial in enumerate(found)
        if trial.result.get("readings")
    ]
    if not parts:
        return None
    lengths = [len(part["at_ns"]) for part in parts]
    named = {name: np.repeat([part[name] for part in parts], lengths) for name in ("operating_point", "trial")}
    read = {name: np.concatenate([part[name] for part in parts]) for name in parts[0] if name not in named}
    return {name: column.astype(np.int64) for name, column in {**named, **read}.items()}


def _readings(trial: Trial) -> Readings:
    found = trial.result.get("readings")
    columns = found["columns"] if found else {name: [] for name in ("at_ns", "successes", "channel")}
    return Readings(Samples({name: np.asarray(column, dtype=np.int64) for name, column in columns.items()}))


def _failure(trial: Trial) -> Record | None:
    found = trial.result.get("readings")
    if found is None:
        return not_measured("not_requested", "not every trial of this point was metered")
    return not_measured("reading_failed", found["failure"][:300]) if found["failure"] else None


def _too_short(read: Sequence[Readings], terms: Terms) -> Record | None:
    shortest = min((each.window.seconds for each in read if each.window), default=0.0)
    if shortest >= terms.least_window_s:
        return None
    detail = f"a window of {shortest:.3g} s; this meter needs {terms.least_window_s:g} s of requests"
    return not_measured("too_short", detail)


def _idle(found: Record) -> Record:
    return found if "not_measured" in found else {"method": "before_and_after", "model_loaded": False, **found}


def _headline(found: Record, each: Sequence[Record]) -> Record:
    # A shared device has no figure per inference.
    return {"joules_per_inference": energy.headline(each)} if isinstance(found["joules_per_inference"], float) else {}


def _warned(validity: Record, apart: Any) -> Record:
    if isinstance(apart, dict) or abs(apart) <= APART:
        return validity
    text = f"the energy counter and the integrated power differ by {apart:+.1%}"
    return {**validity, "warnings": [*validity.get("warnings", []), text]}
