"""Columns of the table of results: what the index carries, what the plain table shows."""

from collections.abc import Callable
from typing import Any, NamedTuple

from lynxschema import condition
from lynxschema.figures import times_member
from lynxschema.leaves import state_of
from lynxschema.lengths import lengths, mean
from lynxsite.effective import computed
from lynxsite.energy import joules
from lynxsite.facts import Facts
from lynxsite.quality import headline

Record = dict[str, Any]


class Told(NamedTuple):
    """What a column is read of: a record, its facts, one of its operating points."""

    facts: Facts
    record: Record
    point: Record


Read = Callable[[Told], Any]
PER = {"batch_service_ms": "per batch", "latency_ms": "per request"}
"""What a headline time is of."""
ONE_SIZE = "one size"
"""Lengths where the workload's inputs have none."""


class Column(NamedTuple):
    """One column. `kind` is text or number, or hidden: a text that is shown only where it is asked for.

    `facet` columns can be filtered by their values, `ranged` ones by bounds. An `optional` one is shown where it is
    asked for. `below` names a column whose text stands in small letters under this one's. `own` names the member of
    the submission that the column shows, where the record does not say it; a number then counts its items. Settings and
    counts are `exact`; other numbers were measured, and are rounded where they are shown.
    """

    name: str
    title: str
    kind: str
    read: Read
    facet: bool = False
    unit: str = ""
    below: str = ""
    own: str = ""
    ranged: bool = False
    optional: bool = False
    exact: bool = False

    @property
    def shown(self) -> bool:
        """Whether the table shows it unasked."""
        return self.kind != "hidden" and not self.optional

    def value(self, told: Told) -> Any:
        """Text, or a number of six digits: the plain table and the index write the same one."""
        value = self.read(told)
        return float(f"{value:.6g}") if isinstance(value, float) else value


def _time(key: str, member: str = "") -> Read:
    """A headline percentile: of the request or batch, or of the token times that a member names."""
    def read(told: Told) -> float | None:
        found = told.point["headline"].get(member or times_member(told.point["scenario"]), {}).get(key)
        return found["value"] if found else None

    return read


def _length(side: str) -> Read:
    return lambda told: mean(told.point, side)


def _per(told: Told) -> str:
    return PER[times_member(told.point["scenario"])]


def _score(told: Told) -> float | None:
    found = headline(told.record)
    return found[1] if found else None


def _metric(told: Told) -> str:
    found = headline(told.record)
    return found[0] if found else "not measured"


def _toolchain(told: Told) -> str:
    steps = told.record["executor"]["toolchain"]["steps"]
    return "" if state_of(steps) else ", ".join(f"{step['tool']} {step['version']}" for step in steps)


def _metered(told: Told) -> str:
    return "not measured" if joules(told.point) is None else "measured"


def _remarks(told: Told) -> int:
    return len(told.point["validity"].get("warnings", ()))


def _own(_: Told) -> None:
    """Read of the submission, not of its record."""


COLUMNS = (
    Column("workload", "Workload", "text", lambda told: told.facts.workload, facet=True),
    Column("scenario", "Scenario", "text", lambda told: condition.scenario(told.point), facet=True, below="load"),
    Column("batch", "Batch", "number", lambda told: condition.batch(told.point), facet=True, ranged=True, exact=True),
    Column("precision", "Precision", "text", lambda told: told.facts.precision, facet=True),
    Column("device", "Device", "text", lambda told: told.facts.device, facet=True),
    Column("runtime", "Runtime", "text", lambda told: f"{told.facts.runtime} {told.facts.version}", facet=True),
    Column("threads", "Threads", "number", lambda told: told.facts.threads, ranged=True, exact=True),
    Column("p50", "p50", "number", _time("p50"), unit="ms", below="per", ranged=True),
    Column("p99", "p99", "number", _time("p99"), unit="ms", below="per", ranged=True),
    Column("rate", "Throughput", "number", lambda told: told.point["headline"]["throughput"]["value"], below="unit",
           ranged=True),
    Column("energy", "Energy", "number", lambda told: joules(told.point), unit="J/inference", ranged=True),
    Column("quality", "Quality", "number", _score, below="metric", ranged=True),
    Column("date", "Date", "text", lambda told: told.facts.started_at[:10], below="standing", ranged=True),
    Column("load", "Load", "hidden", lambda told: condition.load(told.point)),
    Column("per", "Time per", "hidden", _per),
    Column("unit", "Unit", "hidden", lambda told: told.point["headline"]["throughput"]["unit"]),
    Column("metric", "Metric", "hidden", _metric),
    Column("standing", "Standing", "hidden", _own, facet=True, own="standing"),
    Column("submitter", "Submitter", "hidden", lambda told: told.facts.organisation, facet=True),
    Column("device_id", "Device id", "hidden", lambda told: ", ".join(told.facts.device_ids)),
    Column("toolchain", "Toolchain", "hidden", _toolchain, facet=True),
    Column("effective", "Precision seen", "hidden", lambda told: told.facts.effective),
    Column("metered", "Energy metered", "hidden", _metered, facet=True),
    Column("key", "Page", "hidden", _own, own="key"),
    Column("anchor", "Anchor", "hidden", lambda told: told.point["id"]),
    Column("runtime_id", "Runtime, any version", "hidden", lambda told: told.facts.runtime, facet=True),
    Column("computed", "Effective precision", "hidden", lambda told: computed(told.record), facet=True),
    Column("lengths", "Lengths", "hidden", lambda told: lengths(told.point) or ONE_SIZE, facet=True),
    Column("input_length", "Input length", "number", _length("input"), ranged=True, optional=True, exact=True),
    Column("output_length", "Output length", "number", _length("output"), ranged=True, optional=True, exact=True),
    Column("ttft", "First token, p50", "number", _time("p50", "ttft_ms"), unit="ms", ranged=True, optional=True),
    Column("tpot", "Per token, p50", "number", _time("p50", "tpot_ms"), unit="ms", ranged=True, optional=True),
    Column("warnings", "Checker's warnings", "number", _own, facet=True, own="warnings", optional=True, exact=True),
    Column("noise", "Noise remarks", "number", _remarks, facet=True, optional=True, exact=True),
)
NAMED = {column.name: column for column in COLUMNS}
