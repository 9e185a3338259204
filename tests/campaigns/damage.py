"""Damage to evidence: rows cut off, out of order, scaled; and the same with all hashes made right again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from lynxschema.check import Checker
from lynxschema.tree import Location
from tests.campaigns.record_edits import record_of
from tests.synthetic import parquet
from tests.synthetic.edit import seal
from tests.synthetic.parquet import Columns

FACTORS = (0.5, 0.97, 1.03, 2)


class Task(NamedTuple):
    """A file of a submission, the damage to it, and whether it is sealed again."""

    directory: Path
    file: str
    damage: str
    resealed: bool


def damages(file: str) -> list[str]:
    """Names of the damages that fit the file."""
    kind = file.partition(".")[0]
    return [*_ANY, *(name for name in _OF_A_KIND.get(kind, ())), *(f"x {factor}" for factor in _FACTORS.get(kind, ()))]


def codes(task: Task) -> set[str]:
    """Codes of the errors of the damaged submission."""
    with TemporaryDirectory() as parent:
        copy = Path(shutil.copytree(task.directory, Path(parent, task.directory.name)))
        path = copy / task.file
        parquet.write(path, _damaged(task)(parquet.read(path)))
        if task.resealed:
            record = record_of(copy)
            seal(copy, record, {})
            (copy / "submission.json").write_text(json.dumps(record))
        found = Checker().verdict(Location.of(copy)).findings
        return {finding.code for finding in found if finding.severity == "error"}


def _damaged(task: Task) -> Callable[[Columns], Columns]:
    kind = task.file.partition(".")[0]
    if task.damage.startswith("x "):
        return lambda columns: _SCALED[kind](columns, float(task.damage.removeprefix("x ")))
    return _ANY.get(task.damage) or _OF_A_KIND[kind][task.damage]


def _service(columns: Columns, factor: float) -> Columns:
    """Every request faster or slower from its start on."""
    taken = ((columns["completed_ns"] - columns["started_ns"]) * factor).astype("int64")
    return {**columns, "completed_ns": columns["started_ns"] + taken}


def _column(name: str) -> Callable[[Columns, float], Columns]:
    return lambda columns, factor: {**columns, name: (columns[name] * factor).astype("int64")}


def _fastest(columns: Columns) -> Columns:
    times = columns["completed_ns"] - columns["started_ns"]
    return _chosen(columns, times < times.max())


def _chosen(columns: Columns, rows: np.ndarray) -> Columns:
    return {name: column[rows] for name, column in columns.items()}


def _half(columns: Columns) -> Columns:
    return _chosen(columns, np.arange(len(next(iter(columns.values()))) // 2))


def _shuffled(*names: str) -> Callable[[Columns], Columns]:
    """These columns in another order than the rest; rows that name their request may stand in any."""
    order = np.random.default_rng(3).permutation
    return lambda columns: columns | _chosen({name: columns[name] for name in names}, order(len(columns[names[0]])))


_ANY: dict[str, Callable[[Columns], Columns]] = {"first half": _half}
_OF_A_KIND: dict[str, dict[str, Callable[[Columns], Columns]]] = {
    "samples": {
        "rows shuffled": lambda columns: _shuffled(*columns)(columns),
        "times shuffled": _shuffled("scheduled_ns", "started_ns", "completed_ns"),
        "without the slowest": _fastest,
        "started later": lambda columns: {**columns, "started_ns": columns["started_ns"] + 1000},
        "every request successful": lambda columns: {**columns, "status": columns["status"] * 0 + 1},
    },
    "predictions": {
        "one class": lambda columns: {**columns, "predicted": columns["predicted"] * 0 + 3},
        "shuffled": _shuffled("predicted"),
    },
    "readings": {
        "shuffled": _shuffled("micro"),
        "no rest": lambda columns: _chosen(columns, columns["idle"] == 0),
    },
    "chunks": {
        "shuffled": _shuffled("chunk_ns"),
        "first of each lost": lambda columns: _chosen(columns, np.diff(columns["schedule_index"], prepend=-1) == 0),
    },
}
_SCALED: dict[str, Callable[[Columns, float], Columns]] = {
    "samples": _service, "readings": _column("micro"), "chunks": _column("chunk_ns"),
}
_FACTORS = dict.fromkeys(_SCALED, FACTORS)
