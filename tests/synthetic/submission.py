"""A whole synthetic submission, written as a directory."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from lynxschema.catalogue import references
from lynxschema.leaves import executor_id
from lynxschema.queueing import Discipline
from lynxschema.samples import Samples
from lynxschema.slug import slug
from tests.synthetic import parquet, readings, record, rows, seeded, tokens, unstored

Record = dict[str, Any]
SEED = 7
RATE = 220.0
DELAY_MS = 5
LOADS: dict[str, Record] = {
    "single_stream": {"kind": "closed", "concurrency": 1},
    "concurrent": {"kind": "closed", "concurrency": 4},
    "server": {"kind": "open", "process": "poisson", "rate_per_s": RATE, "seed": SEED},
    "offline": {"kind": "all_at_once"},
}
BATCHES = {"offline": 8}


class Pace(NamedTuple):
    """How fast requests are answered: a factor under closed loads, milliseconds under the open one; its faults."""

    closed: float
    server_ms: float
    drift: float
    batches: Discipline
    count: int = 520
    copied: int | None = None
    leak: float = 0.0


def write(
    parent: Path, seed: int = 1, scenarios: Sequence[str] = tuple(LOADS), trials: int = 5, service: float = 1.0,
    server_ms: float = 2.5, drift: float = 0.0, metered: bool = False, most: int = 1, stream: str = "",
    count: int = 520, beyond: Sequence[float] = (), copied: bool = False, workload: str = "",
    leak: float = 0.0, paces: Sequence[float] = (),
) -> Path:
    """Writes a submission below `parent` and returns its directory; every rule accepts it as the defaults make it.

    `service` scales the time of every request under a closed load, and so the length of the trials; `server_ms` is
    the service time of a request under the open load; `drift` is by how much closed loads slow down on the way;
    `metered` adds the readings of a meter; `most` requests form a batch under the open load, the only scenario then;
    `stream` adds tokens to every request: "whole", or "coalesced" in half as many chunks; `count` is how many requests
    a caller or an open load makes, and `beyond` how many more are counted and not stored, and how much faster than the
    stored ones; `copied` makes every trial of a closed load the same; `leak` is
    by how much the first tenth of its steady phase is slower; `paces` scale `service` of each scenario apart.
    `workload` is one with seeded weights in place of the embedded one.
    """
    random = np.random.default_rng(seed)
    batches = Discipline(most=most, delay_ns=DELAY_MS * 10**6 if most > 1 else 0)
    pace = Pace(service, server_ms, drift, batches, count, seed if copied else None, leak)
    samples = _samples(random, scenarios, trials, [pace._replace(closed=service * each) for each in paces or
                                                   [1.0] * len(scenarios)])
    samples = tokens.with_items(samples) if stream else samples
    written = record.base()
    if workload:
        seeded.named(written, workload)
    if most > 1:
        dynamic = {"batching": "dynamic", "maximum_batch": most, "queue_delay_ms": DELAY_MS}
        written["executor"]["scheduling"] |= dynamic
        written["executor_id"] = executor_id(written["executor"])
    template = written["operating_points"][0]
    written["operating_points"] = [
        record.point(_condition(name), samples.where(operating_point=number), template, batches)
        for number, name in enumerate(scenarios)
    ]
    if beyond:
        longer = (unstored.lengthened(each, int(beyond[0]), beyond[1]) for each in written["operating_points"])
        written["operating_points"] = list(longer)
    found = seeded.scored(written, workload) if workload else _scored(written)
    directory = parent / slug(written)
    directory.mkdir(parents=True)
    parquet.write(directory / "samples.parquet", dict(samples.columns))
    if stream:
        _tell(directory, written, samples, stream == "coalesced")
    if metered:
        _meter(directory, written, samples)
    for kind, columns in found.items():
        parquet.write(directory / f"{kind}.parquet", columns)
    seal(directory, written)
    return directory


def _scored(written: Record) -> dict[str, Record]:
    """Four wrong answers of the embedded workload."""
    predicted = np.array(references("digits-cnn.json")[0]["labels"])
    predicted[:4] = (predicted[:4] + 1) % 10
    artefact = written["executor"]["toolchain"]["artefact"]["sha256"]
    written["quality"] = [record.quality(written["quality"][0], predicted, artefact)]
    return {"predictions": {"item": np.arange(len(predicted)), "predicted": predicted}}


def _tell(directory: Path, written: Record, samples: Samples, coalesced: bool) -> None:
    found = tokens.chunks(samples, coalesced)
    parquet.write(directory / "chunks.parquet", found)
    for number, point in enumerate(written["operating_points"]):
        mine, rows = (each.where(operating_point=number) for each in (Samples(found), samples))
        point["trials"] = [
            tokens.generated(trial, rows.where(trial=at), mine.where(trial=at), point["scenario"] == "server")
            for at, trial in enumerate(point["trials"])
        ]


def _meter(directory: Path, written: Record, samples: Samples) -> None:
    read = readings.columns(samples, written["operating_points"])
    parquet.write(directory / "readings.parquet", read)
    written["operating_points"] = [
        readings.metered(point, Samples(read).where(operating_point=number))
        for number, point in enumerate(written["operating_points"])
    ]


def seal(directory: Path, written: Record) -> None:
    """Writes the record with hashes, sizes and row counts of the evidence as it stands in the directory."""
    counted = {kind: len(next(iter(parquet.read(directory / f"{kind}.parquet").values()))) for kind in KINDS
               if (directory / f"{kind}.parquet").exists()}
    written["evidence"] = [parquet.entry(directory / f"{kind}.parquet", kind, rows) for kind, rows in counted.items()]
    save(directory, written)


def save(directory: Path, written: Record) -> None:
    """Writes the record as it is."""
    (directory / "submission.json").write_text(json.dumps(written, indent=1) + "\n")


KINDS = ("samples", "chunks", "predictions", "readings", "outputs")


def _condition(scenario: str) -> Record:
    return {
        "id": scenario.replace("_", "-"), "scenario": scenario, "batch": BATCHES.get(scenario, 1),
        "load": LOADS[scenario], "latency_definition": _definition(scenario),
    }


def _definition(scenario: str) -> Record:
    copies = {"host_to_device_copy": True, "device_to_host_copy": True}
    begins = "scheduled_arrival" if scenario == "server" else "call"
    return {"begins": begins, "ends": "return", "clock": "caller_wall_clock", "transport": "in_process",
            "includes": {"preprocessing": False, **copies, "postprocessing": False}}


def _samples(random: np.random.Generator, scenarios: Sequence[str], trials: int, paces: Sequence[Pace]) -> Samples:
    keys = [(number, trial) for number in range(len(scenarios)) for trial in range(trials)]
    parts = [_trial(_rows(random, scenarios[number], trial, paces[number]), scenarios[number], number, trial)
             for number, trial in keys]
    return Samples({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def _trial(table: rows.Table, scenario: str, number: int, trial: int) -> rows.Table:
    same = {"operating_point": number, "trial": trial, "batch_size": BATCHES.get(scenario, 1)}
    columns = {name: np.full(len(table["status"]), value) for name, value in same.items()}
    return {**columns, **table}


def _rows(random: np.random.Generator, scenario: str, trial: int, pace: Pace) -> rows.Table:
    random = random if pace.copied is None else np.random.default_rng(pace.copied)
    if scenario == "server" and pace.batches.most > 1:
        return rows.batched(random, pace.count, RATE, SEED, trial, pace.server_ms * 1e6, pace.batches)
    if scenario == "server":
        return rows.open_(random, pace.count, RATE, SEED, trial, pace.server_ms * 1e6)
    if scenario == "offline":
        return rows.offline(random, 140, 20e6 * pace.closed)
    concurrency = LOADS[scenario]["concurrency"]
    return rows.closed(random, pace.count * concurrency, concurrency, 4.2e6 * pace.closed, pace.drift, pace.leak)
