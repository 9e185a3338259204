"""How late the open load's generator is: from a request's scheduled arrival to its call, at 1,000 per second.

Poisson arrivals, one server; time behind a busy server is queueing and left out. The calls: one that does nothing, and
digits-cnn. p99 is shown beside p50; on a busy host it is the host's. Target: p50 under 5 us. MLPerf LoadGen tells no
lateness: of the call that does nothing, its latency from the schedule stands beside the runner's.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.parts import loadgen
from benchmarks.parts.figure import Figure, Row, Target, command, row
from benchmarks.parts.open_load import late, open_load
from benchmarks.parts.subject import Subject, digits_cnn, scripted
from lynxrunner.load.rows import Rows

RATE, REQUESTS = 1_000.0, 1_000
TARGET = Target(high=5)


def measure(runs: int) -> Figure:
    """Lateness over `runs` of 1,000 requests."""
    with TemporaryDirectory() as home:
        nothing, model = scripted(0.0), digits_cnn(Path(home))
        rows = [*lateness(nothing, runs), *lateness(model, runs), *_whole(nothing, runs)]
    return Figure(rows, [] if loadgen.installed() else [loadgen.ABSENT])


def lateness(subject: Subject, runs: int) -> list[Row]:
    """Rows of p50 and p99 of the lateness."""
    found = [late(run) for run in _runs(subject, runs)]
    return [
        row(subject.name, f"lateness {name}", "us", [float(np.quantile(each, p)) / 1e3 for each in found], target)
        for name, p, target in (("p50", 0.5, TARGET), ("p99", 0.99, None))
    ]


def _whole(subject: Subject, runs: int) -> list[Row]:
    """Rows of the whole latency from the schedule."""
    ours = [float(np.median(run.completed - run.scheduled)) / 1e3 for run in _runs(subject, runs)]
    rows = [row(subject.name, "runner, latency p50", "us", ours)]
    if loadgen.installed():
        theirs = [loadgen.server(subject.call, REQUESTS, RATE, seed).p50_ns / 1e3 for seed in range(runs)]
        rows.append(row(subject.name, "LoadGen Server, latency p50", "us", theirs))
    return rows


def _runs(subject: Subject, runs: int) -> Sequence[Rows]:
    return [open_load(subject.call, REQUESTS, RATE, seed) for seed in range(runs)]


main = command("dispatch", measure, 20, "How late the generator of an open load is at 1,000 requests per second.")

if __name__ == "__main__":
    main()
