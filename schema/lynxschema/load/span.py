"""When the stored steady requests of a trial began and ended."""

from typing import NamedTuple

import numpy as np

from lynxschema.evidence import PERIOD_NS
from lynxschema.load.stored import Stored

MOST_PERIODS = 20_000


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


def spans(stored: Stored) -> dict[str, Span]:
    """Of each trial that has a stored steady request, by its pointer."""
    steady = stored.steady
    ends = steady.joined(steady["completed_ns"])
    if not ends.counts:
        return {}
    first_ended, ended = (of.reduceat(ends.values, ends.starts) for of in (np.minimum, np.maximum))
    columns = (steady.begins[ends.starts], steady.begins[ends.ends - 1], first_ended, ended)
    told = [trial.pointer for trial in stored.where(steady.counts > 0)]
    return dict(zip(told, map(Span, *(column.tolist() for column in columns)), strict=True))
