"""The whole record of an endpoint, without the list of its evidence files."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

import numpy as np

from lynxrunner.assemble.sources import DERIVED_OF_POINT
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.point import Asked, Measured, operating_point
from lynxrunner.served.statement import Statement
from lynxrunner.served.vantage import over_the_wire
from lynxrunner.session import Session
from lynxrunner.state import Record, not_measured
from lynxschema.contract import VERSION
from lynxschema.leaves import executor_id
from lynxschema.samples import Column, Samples

K = TypeVar("K")
RUNNING = not_measured("not_reported_by_server", "the server was running when the measurement began")


@dataclass(frozen=True)
class Known:
    """The executor as captured and stated; `told` are pointers of what the server told itself, `lost` says why a point
    was given up, `counted` what the server counted while it was measured."""

    statement: Statement
    endpoint: Endpoint
    told: Sequence[str]
    lost: Mapping[str, str]
    counted: str = ""


def points(known: Known, trials: Mapping[Asked, Sequence[Measured]]) -> list[Record]:
    """The contract's operating points of generation."""
    scheduling = known.statement.members["executor"].get("scheduling", {})
    return [operating_point(asked, over_the_wire(known.endpoint, scheduling, asked.scenario == "server"), found)
            for asked, found in trials.items()]


def submission(session: Session, profile: str, known: Known, points: Sequence[Record], quality: Any) -> Record:
    """The contract's record; members that nobody disclosed are absent."""
    members = known.statement.members
    record = {
        "contract": VERSION,
        "executor_id": executor_id(members["executor"]),
        "submitter": session.submitter,
        **members,
        "startup": dict.fromkeys(("load_ms", "compile_ms", "first_inference_ms"), RUNNING),
        "quality": quality,
        "operating_points": points,
        "evidence": [],
        "provenance": session.provenance(profile, 0),
    }
    record["provenance"]["sources"] = _sources(record, known)
    if notes := _notes(known):
        record["provenance"]["notes"] = notes
    return record


def _notes(known: Known) -> str:
    """What was given up belongs to the record: what failed is a result as well."""
    lost = [f"given up: {point}: {why}" for point, why in known.lost.items()]
    return "; ".join(filter(None, [known.statement.notes, known.counted, *lost]))


def evidence(trials: Mapping[Any, Sequence[Measured]]) -> dict[str, dict[str, Column]]:
    """Columns of the samples and of the chunks, ordered by operating point, trial and schedule."""
    found = {"samples": _joined(trials, "rows"), "chunks": _joined(trials, "chunks")}
    return {kind: columns for kind, columns in found.items() if len(columns["schedule_index"])}


def in_common(trials: Mapping[K, Sequence[Measured]]) -> dict[K, list[Measured]]:
    """Trials with the columns that all of them have: what one of them could not count is not counted in any."""
    kept = reduce(set.intersection, (set(each.rows.columns) for found in trials.values() for each in found))
    return {asked: [Measured(each.result, _kept(each.rows, kept), each.chunks) for each in found]
            for asked, found in trials.items()}


def _kept(rows: Samples, kept: Collection[str]) -> Samples:
    return Samples({name: column for name, column in rows.columns.items() if name in kept})


def _joined(trials: Mapping[Any, Sequence[Measured]], kind: str) -> dict[str, Column]:
    parts = []
    for position, found in enumerate(trials.values()):
        for number, trial in enumerate(found):
            columns = getattr(trial, kind).columns
            length = len(columns["schedule_index"])
            named = {"operating_point": position, "trial": number}
            parts.append({**{name: np.full(length, value, dtype=np.int64) for name, value in named.items()}, **columns})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _sources(record: Record, known: Known) -> dict[str, Record]:
    kinds = {"/executor": "stated", "/workload": "stated", "/submitter": "stated", "/executor_id": "derived",
             "/startup": "captured", "/quality": "captured", "/evidence": "captured", "/provenance": "captured",
             "/operating_points": "captured", **dict.fromkeys(known.told, "captured")}
    if known.endpoint.local:
        kinds["/executor/hardware"] = "captured"
    kinds |= {f"/operating_points/{position}/{member}": "derived"
              for position in range(len(record["operating_points"])) for member in DERIVED_OF_POINT}
    return {**{pointer: {"kind": kind} for pointer, kind in kinds.items()}, **known.statement.sources}
