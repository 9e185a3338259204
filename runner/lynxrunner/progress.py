"""What happens, on standard error: a live line on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.measure import Progress
from lynxschema.samples import PHASES, STATUSES


@contextmanager
def progress() -> Iterator[Progress]:
    """The way of showing that fits standard error."""
    if not sys.stderr.isatty():
        yield Plain()
        return
    from lynxrunner.live import Live

    with Live() as live:
        yield live


def median_ms(trial: Trial) -> float:
    """Median time of the stored steady calls that succeeded."""
    wanted = (trial.rows["phase"] == PHASES["steady"]) & (trial.rows["status"] == STATUSES["ok"])
    return float(np.median((trial.rows["completed_ns"] - trial.rows["started_ns"])[wanted])) / 1e6


class Plain:
    """One line per step."""

    def __init__(self) -> None:
        self.count = self.position = 0
        self.what = ""

    def preparing(self, what: str) -> None:
        """A variant is being converted and appraised."""
        print(f"preparing {what}", file=sys.stderr, flush=True)

    def trials(self, count: int) -> None:
        """So many trials will follow."""
        self.count = count

    def trial(self, what: str) -> None:
        """A trial begins."""
        self.position, self.what = self.position + 1, what

    def done(self, trial: Trial) -> None:
        """It has ended."""
        line = f"[{self.position}/{self.count}] {self.what}: median {median_ms(trial):.4g} ms"
        print(line, file=sys.stderr, flush=True)
