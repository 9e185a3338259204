"""What a submission is gathered, counted and named by."""

from typing import Any, NamedTuple

from lynxschema.claim import claim, precision
from lynxschema.leaves import state_of
from lynxsite.effective import effective, seen

Record = dict[str, Any]


class Facts(NamedTuple):
    """Short texts of a record; `claim` is that of its first result, `results` the ids of all."""

    workload: str
    session: str
    device: str
    device_ids: tuple[str, ...]
    runtime: str
    version: str
    threads: int | None
    precision: str
    effective: str
    seen: str
    submitter: str
    organisation: str
    executor_id: str
    started_at: str
    profile: str
    scored: bool
    claim: str
    results: tuple[str, ...]


def facts(record: Record) -> Facts:
    """The facts of a record that the schema accepts."""
    executor, provenance, submitter = record["executor"], record["provenance"], record["submitter"]
    devices, results = executor["hardware"]["devices"], results_of(record)
    return Facts(
        workload=record["workload"]["id"], session=provenance["session_id"], device=_named(devices),
        device_ids=tuple(device["id"] for device in devices), runtime=executor["runtime"]["id"],
        version=executor["runtime"]["version"], threads=_threads(executor["runtime"]["threads"]),
        precision=precision(executor), effective=effective(record), seen=seen(record),
        submitter=submitter["id"], organisation=submitter["organisation"], executor_id=record["executor_id"],
        started_at=provenance["started_at"], profile=provenance["profile"], scored=not state_of(record["quality"]),
        claim=claim(record, results[0]) if results else "", results=tuple(point["id"] for point in results),
    )


def results_of(record: Record) -> list[Record]:
    """Operating points that are results; the steps of a search are only for its curve."""
    return [point for point in record["operating_points"] if point["purpose"] == "result"]


def _named(devices: list[Record]) -> str:
    """Devices, as they name themselves."""
    return " + ".join(f"{each['count']} \N{MULTIPLICATION SIGN} {each['name']}" for each in devices)


def _threads(threads: Any) -> int | None:
    """Threads inside one operator, where the runtime has such a setting and said it."""
    count = None if state_of(threads) else threads["intra_op"]
    return None if count is None or state_of(count) else int(count)
