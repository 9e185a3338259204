"""What a judge sees of a trial, and what it may say."""

from collections.abc import Callable
from dataclasses import dataclass

from lynxrunner.state import Record
from lynxschema.samples import Column, Samples


@dataclass(frozen=True)
class Observed:
    """One trial: the contract's record of it (figures and noise), its stored rows, how its warm-up ended.

    `apart_s` is by how much its clock and the wall clock disagree on how long it took, 0 where nobody looked.
    """

    record: Record
    rows: Samples
    scenario: str
    settled: bool = True
    apart_s: float = 0.0

    def service(self) -> Column:
        """Times in the runtime [n] in ns of the stored steady requests that succeeded, queueing left out."""
        return self.rows.steady().succeeded().latencies(open_load=False)

    def noise(self, member: str) -> float | None:
        """A number of the noise record; None where a state stands for it."""
        return number(self.record["noise"].get(member))


@dataclass(frozen=True)
class Fault:
    """What is wrong with a trial, in words; `size` ranks faults of one kind.

    `misleads` is said of a fault that the figures do not survive; `anywhere` where even one such trial decides.
    """

    text: str
    size: float = 0.0
    misleads: bool = False
    anywhere: bool = False


Judge = Callable[[Observed], Fault | None]


def number(value: object) -> float | None:
    """The value where it is a number, None where it is a state, absent or a flag."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
