"""A session: make every variant ready, run the trials in turn, write the submissions."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import numpy as np

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.assemble.submission import samples, submission
from lynxrunner.lineup import LineUp, inputs, line_up
from lynxrunner.plan import Plan, Point
from lynxrunner.publish import Evidence, publish, require_writable, target
from lynxrunner.session import Session
from lynxrunner.state import Record
from lynxrunner.trials import run_trial


class Progress(Protocol):
    """Who is told what happens."""

    def preparing(self, what: str) -> None:
        """A variant is being converted and appraised."""
        ...

    def trials(self, count: int) -> None:
        """So many trials will follow."""
        ...

    def trial(self, what: str) -> None:
        """A trial begins."""
        ...

    def done(self, trial: Trial) -> None:
        """It has ended."""
        ...


def measure(plan: Plan, session: Session, out: Path, progress: Progress) -> list[Path]:
    """Directories of the submissions, one per variant. Raises RunError; then no directory has appeared."""
    require_writable(out)
    with TemporaryDirectory(prefix="lynx-run-") as home:
        workspace = Path(home)
        lineups = list(_line_ups(plan, session, workspace, progress))
        for lineup in lineups:
            target(_named(plan, session, lineup), out)
        results = _trials(plan, lineups, workspace, progress)
    return publish([_told(plan, session, *pair) for pair in zip(lineups, results, strict=True)], out)


def _line_ups(plan: Plan, session: Session, workspace: Path, progress: Progress) -> Iterator[LineUp]:
    for variant in plan.variants:
        progress.preparing(str(variant))
        yield line_up(plan, variant, session.hardware, workspace)


def _trials(
    plan: Plan, lineups: list[LineUp], workspace: Path, progress: Progress
) -> list[dict[Point, list[Trial]]]:
    """Trials in turn over all variants and points: what changes on the machine meets them all alike."""
    paths = inputs(plan, workspace)
    results: list[dict[Point, list[Trial]]] = [{point: [] for point in plan.points} for _ in lineups]
    progress.trials(plan.trials * len(lineups) * len(plan.points))
    for number in range(plan.trials):
        for lineup, found in zip(lineups, results, strict=True):
            for point in plan.points:
                progress.trial(f"{lineup.variant}, {point.id}, trial {number + 1} of {plan.trials}")
                found[point].append(run_trial(plan, lineup, point, number, paths[plan.width(point)], workspace))
                progress.done(found[point][-1])
    return results


def _told(
    plan: Plan, session: Session, lineup: LineUp, trials: dict[Point, list[Trial]]
) -> tuple[Record, Evidence]:
    rows = samples(trials)
    record = submission(plan, session, lineup, trials, rows)
    predictions = {"item": np.arange(len(lineup.predicted)), "predicted": lineup.predicted}
    return record, {"samples": rows.columns, "predictions": predictions}


def _named(plan: Plan, session: Session, lineup: LineUp) -> Record:
    """As much of the record as its name needs."""
    return {
        "workload": {"id": plan.workload.entry["id"]}, "executor": lineup.executor,
        "executor_id": lineup.executor_id, "provenance": session.provenance(plan.profile, len(plan.points)),
    }
