"""Readings of a fake meter over synthetic rows, and the energy that they give: 40 W, 10 W at rest."""

from typing import Any

import numpy as np

from lynxschema import energy
from lynxschema.readings import Readings
from lynxschema.samples import Samples
from tests.synthetic.parquet import Columns

Record = dict[str, Any]
BUSY_W, IDLE_W, PERIOD_NS, REST_NS = 40, 10, 100_000_000, 1_000_000_000
CHANNELS = [{
    "id": 0, "name": "package-0", "scope": "package", "meter": "powercap intel-rapl:0",
    "version": {"not_applicable": "the meter names no version"}, "device": 0, "period_ms": 100.0,
    "reading": "energy_joules", "counted": True,
}]


def columns(samples: Samples, points: list[Record]) -> Columns:
    """Rows of `readings.parquet` for every trial."""
    parts = [
        {"operating_point": number, "trial": trial["trial"],
         **_trial(samples.where(operating_point=number, trial=trial["trial"]), point["batch"])}
        for number, point in enumerate(points) for trial in point["trials"]
    ]
    whole = [{name: np.broadcast_to(value, part["at_ns"].shape) for name, value in part.items()} for part in parts]
    return {name: np.concatenate([part[name] for part in whole]) for name in whole[0]}


def metered(point: Record, rows: Samples) -> Record:
    """The point with the energy that its readings give."""
    read = [Readings(rows.where(trial=trial["trial"])) for trial in point["trials"]]
    each = [energy.trial_energy(readings, CHANNELS) for readings in read]
    found = energy.energy(read, CHANNELS)
    found["idle"] |= {"method": "before_and_after", "model_loaded": False}
    return point | {
        "energy": {"scope": "package", "channels": CHANNELS, **found},
        "trials": [trial | {"energy": own} for trial, own in zip(point["trials"], each, strict=True)],
        "headline": point["headline"] | {"joules_per_inference": energy.headline(each)},
    }


def _trial(rows: Samples, batch: int) -> Columns:
    done = np.sort(rows.steady().succeeded()["completed_ns"])
    end = int(rows["completed_ns"].max())
    at = np.arange(-REST_NS, end + REST_NS, PERIOD_NS)
    busy_ns = np.clip(at, 0, end)
    micro = (BUSY_W * busy_ns + IDLE_W * (at + REST_NS - busy_ns)) // 1000
    successes = np.searchsorted(done, at, side="right") * batch
    return {"channel": np.zeros(len(at)), "at_ns": at, "micro": micro, "successes": successes,
            "idle": (at < 0) | (at > end)}
