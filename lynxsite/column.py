"""Columns of the table of results: what the index carries, what the plain table shows."""

from collections.abc import Callable
from typing import Any, NamedTuple

from lynxschema.figures import times_member
from lynxschema.leaves import state_of
from lynxsite import condition
from lynxsite.effective import effective
from lynxsite.energy import joules
from lynxsite.quality import headline
from lynxsite.submission import Record, Submission

Read = Callable[[Submission, Record], Any]


class Column(NamedTuple):
    """One column. `kind` is text, number or hidden; `facet` columns can be filtered by.

    `below` names a column whose text stands in small letters under this one's.
    """

    name: str
    title: str
    kind: str
    read: Read
    facet: bool = False
    unit: str = ""
    below: str = ""

    def value(self, submission: Submission, point: Record) -> Any:
        """Text, or a number of six digits: the plain table and the index write the same one."""
        value = self.read(submission, point)
        return float(f"{value:.6g}") if isinstance(value, float) else value


def _time(key: str) -> Read:
    def read(_: Submission, point: Record) -> float | None:
        found = point["headline"].get(times_member(point["scenario"]), {}).get(key)
        return found["value"] if found else None

    return read


def _per(_: Submission, point: Record) -> str:
    return "per batch" if times_member(point["scenario"]) == "batch_service_ms" else "per request"


def _score(submission: Submission, _: Record) -> float | None:
    found = headline(submission.record)
    return found[1] if found else None


def _metric(submission: Submission, _: Record) -> str:
    found = headline(submission.record)
    return found[0] if found else "not measured"


def _device_ids(submission: Submission, _: Record) -> str:
    return ", ".join(device["id"] for device in submission.record["executor"]["hardware"]["devices"])


def _toolchain(submission: Submission, _: Record) -> str:
    steps = submission.record["executor"]["toolchain"]["steps"]
    return "" if state_of(steps) else ", ".join(f"{step['tool']} {step['version']}" for step in steps)


def _effective(submission: Submission, _: Record) -> str:
    return effective(submission.record)


COLUMNS = (
    Column("workload", "Workload", "text", lambda s, p: s.record["workload"]["id"], facet=True),
    Column("scenario", "Scenario", "text", lambda s, p: condition.scenario(p), facet=True, below="load"),
    Column("batch", "Batch", "number", lambda s, p: condition.batch(p)),
    Column("precision", "Precision", "text", lambda s, p: s.precision, facet=True),
    Column("device", "Device", "text", lambda s, p: s.device, facet=True),
    Column("runtime", "Runtime", "text", lambda s, p: s.runtime, facet=True),
    Column("threads", "Threads", "number", lambda s, p: s.threads),
    Column("p50", "p50", "number", _time("p50"), unit="ms", below="per"),
    Column("p99", "p99", "number", _time("p99"), unit="ms", below="per"),
    Column("rate", "Throughput", "number", lambda s, p: p["headline"]["throughput"]["value"], below="unit"),
    Column("energy", "Energy", "number", lambda s, p: joules(p), unit="J/inference"),
    Column("quality", "Quality", "number", _score, below="metric"),
    Column("date", "Date", "text", lambda s, p: s.started_at[:10], below="standing"),
    Column("load", "Load", "hidden", lambda s, p: condition.load(p)),
    Column("per", "Time per", "hidden", _per),
    Column("unit", "Unit", "hidden", lambda s, p: p["headline"]["throughput"]["unit"]),
    Column("metric", "Metric", "hidden", _metric),
    Column("standing", "Standing", "hidden", lambda s, p: s.standing, facet=True),
    Column("submitter", "Submitter", "hidden", lambda s, p: s.record["submitter"]["organisation"]),
    Column("device_id", "Device id", "hidden", _device_ids),
    Column("toolchain", "Toolchain", "hidden", _toolchain),
    Column("effective", "Effective", "hidden", _effective, facet=True),
    Column("metered", "Energy", "hidden", lambda s, p: "not measured" if joules(p) is None else "measured", facet=True),
    Column("key", "Page", "hidden", lambda s, p: s.key),
    Column("anchor", "Anchor", "hidden", lambda s, p: p["id"]),
)
NAMED = {column.name: column for column in COLUMNS}
