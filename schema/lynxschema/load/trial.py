"""One trial of a record with its rows."""

from functools import cached_property
from typing import Any

from lynxschema import figures
from lynxschema.load.rows import Key, Part, Rows
from lynxschema.samples import Column, Samples

Record = dict[str, Any]


class Trial:
    """One trial of the record with its rows, in the order of the file; every rule looks at the same selections."""

    def __init__(self, pointer: str, record: Record, key: Key, rows: Rows, scenario: str) -> None:
        self.pointer, self.record, self.key, self.scenario = pointer, record, key, scenario
        self._rows = rows

    @property
    def member(self) -> str:
        """Member that carries the times of its rows."""
        return figures.times_member(self.scenario)

    @cached_property
    def _part(self) -> Part:
        return self._rows.part(*self.key)

    @property
    def rows(self) -> Samples:
        """All of them."""
        return self._part.rows

    @property
    def steady(self) -> Samples:
        """Those of the steady phase."""
        return self._part.steady

    @property
    def answered(self) -> Samples:
        """Of these, the ones that succeeded."""
        return self._part.answered

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
