"""Operating points and trials of a record, each with its rows: what rules walk over."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from lynxschema import figures
from lynxschema.evidence import PERIOD_NS
from lynxschema.joined import Joined
from lynxschema.load.rows import Part, Rows
from lynxschema.samples import Column, Samples

Record = dict[str, Any]
MOST_PERIODS = 20_000


class Trial:
    """One trial of the record with its rows, in the order of the file; every rule looks at the same selections."""

    def __init__(self, pointer: str, record: Record, part: Part, scenario: str) -> None:
        self.pointer, self.record, self.scenario = pointer, record, scenario
        self.rows, self.steady, self.answered = part
        self.member = figures.times_member(scenario)

    @cached_property
    def times(self) -> Column:
        """Times of the stored steady requests that succeeded, in ns."""
        return self.answered.latencies(open_load=self.scenario == "server")

    def begins(self, rows: Samples) -> Column:
        """When each request began, in ns: its scheduled arrival under an open load, else its call."""
        return rows["scheduled_ns" if self.scenario == "server" else "started_ns"]

    @property
    def stores_all(self) -> bool:
        """Whether every request of the steady phase is stored."""
        return bool(self.record["stored_requests"] == sum(self.record["counts"].values()))


class Span(NamedTuple):
    """When the first and the last of a trial's stored steady requests began, and the least and greatest end, in ns."""

    begun: int
    last_begun: int
    first_ended: int
    ended: int

    @property
    def countable(self) -> bool:
        """Whether every end lies in one of the periods that a record can hold, after the first beginning."""
        return self.begun <= self.first_ended and self.ended - self.begun < MOST_PERIODS * PERIOD_NS


def spans(trials: Sequence[Trial]) -> list[Span]:
    """Of each trial; each has a stored steady request."""
    if not trials:
        return []
    completed = Joined.of([trial.steady["completed_ns"] for trial in trials])
    least, most = (of.reduceat(completed.values, completed.starts).tolist() for of in (np.minimum, np.maximum))
    begins = [trial.begins(trial.steady) for trial in trials]
    edges = ((int(begin[0]), int(begin[-1])) for begin in begins)
    return [Span(*edge, *ends) for edge, ends in zip(edges, zip(least, most, strict=True), strict=True)]


class Point:
    """One operating point; its position in the list is its number in the samples."""

    def __init__(self, number: int, record: Record, rows: Rows | None) -> None:
        self.number, self.record, self.rows = number, record, rows
        self.pointer = f"/operating_points/{number}"

    @property
    def scenario(self) -> str:
        return str(self.record["scenario"])

    @cached_property
    def trials(self) -> list[Trial]:
        """Trials that have stored rows; none where there are no samples."""
        return list(self._trials())

    def _trials(self) -> Iterator[Trial]:
        for position, record in enumerate(self.record["trials"]):
            part = self.rows.part(self.number, record["trial"]) if self.rows else None
            if part and len(part.rows):
                yield Trial(f"{self.pointer}/trials/{position}", record, part, self.scenario)

    @cached_property
    def times(self) -> Column:
        """Times of all trials' stored steady requests that succeeded, in ns."""
        return np.concatenate([trial.times for trial in self.trials] or [np.empty(0, dtype=np.int64)])
