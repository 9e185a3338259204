"""What happens, on standard error: a live line on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.bounded import disturbance
from lynxrunner.reporting import Progress
from lynxrunner.state import Record
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
    """Median time in the runtime of the stored steady requests that succeeded."""
    wanted = (trial.rows["phase"] == PHASES["steady"]) & (trial.rows["status"] == STATUSES["ok"])
    return float(np.median((trial.rows["completed_ns"] - trial.rows["started_ns"])[wanted])) / 1e6


class Plain:
    """One line per step."""

    def __init__(self) -> None:
        self.position, self.what = 0, ""

    def preparing(self, what: str) -> None:
        """A variant is being converted and appraised."""
        _say(f"preparing {what}")

    def planned(self, sentences: list[str], seconds: float) -> None:
        """What will be measured."""
        for sentence in sentences:
            _say(sentence)

    def trial(self, what: str, seconds: float) -> None:
        """A trial begins."""
        self.position, self.what = self.position + 1, what

    def live(self, now: Record) -> None:
        """A file is no place for what changes."""

    def done(self, trial: Trial) -> None:
        """It has ended."""
        _say(f"[{self.position}] {self.what}: {figures(trial)}")

    def lost(self, what: str) -> None:
        """Something was given up."""
        _say(what)


SAID = {"server": ("service median", "p99 from the schedule"), "offline": ("batch median", "p99 of a batch")}
"""What the times of a scenario are; of any other, those of a request."""


def figures(trial: Trial) -> str:
    """Median time in the runtime, the bound of p99 where there is one, and who took processor time meanwhile."""
    middle, tail = SAID.get(trial.result["scenario"], ("median", "p99"))
    upper, disturbed = trial.result["upper_ms"].get("p99"), disturbance(trial.result["noise"])
    said = [f"{middle} {median_ms(trial):.4g} ms", f"{tail} at most {upper:.4g} ms" if upper is not None else "",
            f"{disturbed} of the processor time" if disturbed else ""]
    return ", ".join(filter(None, said))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
