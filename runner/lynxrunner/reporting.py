"""Who is told what happens during a run."""

from typing import Protocol

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.state import Record


class Progress(Protocol):
    """A way of showing it."""

    def preparing(self, what: str) -> None:
        """A variant is being converted and appraised."""
        ...

    def planned(self, sentences: list[str], seconds: float) -> None:
        """What will be measured, and about how long it takes."""
        ...

    def trial(self, what: str, seconds: float) -> None:
        """A trial begins that takes about so long."""
        ...

    def live(self, now: Record) -> None:
        """`p50_ms` and `p99_ms` of the running trial's last requests."""
        ...

    def done(self, trial: Trial) -> None:
        """It has ended."""
        ...

    def lost(self, what: str) -> None:
        """Something was given up, and why."""
        ...
