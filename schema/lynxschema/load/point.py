"""Operating points of a record, each with its trials: what rules walk over."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from lynxschema.load.rows import Rows
from lynxschema.load.trial import Trial
from lynxschema.samples import Column

Record = dict[str, Any]


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
        return list(self._trials(self.rows)) if self.rows else []

    def _trials(self, rows: Rows) -> Iterator[Trial]:
        scenario = self.scenario
        for position, record in enumerate(self.record["trials"]):
            key = self.number, record["trial"]
            if key in rows:
                yield Trial(f"{self.pointer}/trials/{position}", record, key, rows, scenario)

    @cached_property
    def times(self) -> Column:
        """Times of all trials' stored steady requests that succeeded, in ns."""
        return np.concatenate([trial.times for trial in self.trials] or [np.empty(0, dtype=np.int64)])
