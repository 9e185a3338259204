"""A registry of generated submissions to time the checker on: measured on nothing, accepted by every rule."""

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np

from lynxschema.catalogue import references
from lynxschema.queueing import Discipline
from lynxschema.samples import Samples
from lynxschema.slug import slug
from lynxschema.tree import locations
from tests.synthetic import parquet, record, rows
from tests.synthetic.submission import seal

Record = dict[str, Any]
TRIALS, DIFFERENT = 5, 40
DURATION_S = 2.6


def write(home: Path, number: int, points: int, count: int) -> Iterator[Path]:
    """`number` submissions of `points` operating points and about `count` rows of samples; 40 differ, then copies."""
    made = []
    for position in range(min(number, DIFFERENT)):
        made.append(submission(_lab(home, position), position, points, count))
        yield made[-1].parent
    for position in range(DIFFERENT, number):
        yield _copied(made[position % DIFFERENT], _lab(home, position))


def copies(home: Path, number: int, of: Path) -> Iterator[Path]:
    """`number` copies of the submissions below a directory, in turn; raises FileNotFoundError where there is none."""
    found = [location.directory for location in locations([of])]
    return (_copied(found[position % len(found)], _lab(home, position)) for position in range(number))


def _lab(home: Path, position: int) -> Path:
    return home / f"lab-{position:05}"


def _copied(directory: Path, lab: Path) -> Path:
    copytree(directory, lab / directory.name)
    return lab


def submission(parent: Path, seed: int, points: int, count: int) -> Path:
    """One of them, from a seed; returns its directory."""
    random, written = np.random.default_rng(seed), record.base()
    template, conditions = written["operating_points"][0], [_condition(number) for number in range(points)]
    samples = _samples(random, conditions, max(count // points // TRIALS, rows.WARMUP + 8))
    written["operating_points"] = [
        record.point(condition, samples.where(operating_point=number), template, Discipline())
        for number, condition in enumerate(conditions)
    ]
    predicted = np.array(references("digits-cnn.json")[0]["labels"])
    artefact = written["executor"]["toolchain"]["artefact"]["sha256"]
    written["quality"] = [record.quality(written["quality"][0], predicted, artefact)]
    directory = parent / slug(written)
    directory.mkdir(parents=True)
    parquet.write(directory / "samples.parquet", dict(samples.columns))
    parquet.write(directory / "predictions.parquet", {"item": np.arange(len(predicted)), "predicted": predicted})
    seal(directory, written)
    return directory


def _condition(number: int) -> Record:
    """Turn about: one caller, batches that stand ready, an open load; each time with batches or rates of its own."""
    scenario = ("single_stream", "offline", "server")[number % 3]
    load = {
        "single_stream": {"kind": "closed", "concurrency": 1}, "offline": {"kind": "all_at_once"},
        "server": {"kind": "open", "process": "poisson", "rate_per_s": 0.0, "seed": number},
    }[scenario]
    begins = "scheduled_arrival" if scenario == "server" else "call"
    definition = record.base()["operating_points"][0]["latency_definition"] | {"begins": begins}
    batch = 1 if scenario == "server" else 1 + number
    return {"id": f"{scenario.replace('_', '-')}-{number}", "scenario": scenario, "load": load, "batch": batch,
            "latency_definition": definition}


def _samples(random: np.random.Generator, conditions: Sequence[Record], each: int) -> Samples:
    keys = product(range(len(conditions)), range(TRIALS))
    parts = [_trial(random, conditions[number], each, number, trial) for number, trial in keys]
    return Samples({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def _trial(random: np.random.Generator, condition: Record, each: int, number: int, trial: int) -> rows.Table:
    table = _rows(random, condition, each, trial)
    same = {"operating_point": number, "trial": trial, "batch_size": condition["batch"]}
    return {**{name: np.full(each, value) for name, value in same.items()}, **table}


def _rows(random: np.random.Generator, condition: Record, each: int, trial: int) -> rows.Table:
    load, mean_ns = condition["load"], DURATION_S * 1e9 / (each - rows.WARMUP)
    if condition["scenario"] == "server":
        load["rate_per_s"] = round(1e9 / mean_ns, 3)
        return rows.open_(random, each, load["rate_per_s"], load["seed"], trial, mean_ns / 2)
    if condition["scenario"] == "offline":
        return rows.offline(random, each, mean_ns)
    return rows.closed(random, each, 1, mean_ns)
