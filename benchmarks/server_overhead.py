"""What an open load adds: p50 of the latency from the schedule over p50 of the time in the runtime, at 20 % load.

With one request in five meeting a busy server (M/D/1), the median one waits for nobody: what it takes beyond the
service is the load generator's. Poisson arrivals, service of 1 ms or more: a scripted one that spins, and a generated
graph. MLPerf LoadGen's Server beside it, where installed, at the same rate, over the time inside its callback. In a
pair the two take turns, and its ratio is the median over them. Target: at most 1.20.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.parts import loadgen
from benchmarks.parts.figure import Figure, Row, Target, command, row
from benchmarks.parts.open_load import open_load
from benchmarks.parts.subject import Subject, generated, scripted

LOAD, TURNS, REQUESTS = 0.2, 5, 40
SERVICE_MS = (1.0, 3.0)
TARGET = Target(high=1.20)


def measure(pairs: int) -> Figure:
    """Ratios over `pairs` of five turns of 40 requests."""
    with TemporaryDirectory() as home:
        subjects = [scripted(SERVICE_MS[0]), generated(Path(home), *SERVICE_MS)]
        rows = [each for subject in subjects for each in overhead(subject, pairs)]
    return Figure(rows, [] if loadgen.installed() else [loadgen.ABSENT])


def overhead(subject: Subject, pairs: int) -> list[Row]:
    """Rows of one subject."""
    pair(subject, 0)
    found = np.array([pair(subject, number) for number in range(pairs)])
    names = ["runner", "LoadGen Server"][: found.shape[1]]
    return [
        row(subject.name, f"{name}, latency over service", "p50 ratio", found[:, side].tolist(),
            TARGET if name == "runner" else None)
        for side, name in enumerate(names)
    ]


def pair(subject: Subject, number: int) -> list[float]:
    """Ratio of the runner's open load and, where installed, LoadGen's: medians over turns."""
    turns = [_turn(subject, number * TURNS + turn) for turn in range(TURNS)]
    return [float(each) for each in np.median(turns, axis=0)]


def _turn(subject: Subject, seed: int) -> list[float]:
    loads = [_runner, *([_loadgen] if loadgen.installed() else [])]
    order = loads[::-1] if seed % 2 else loads
    found = {load: load(subject, LOAD * 1e9 / subject.typical_ns, seed) for load in order}
    return [found[load] for load in loads]


def _runner(subject: Subject, rate: float, seed: int) -> float:
    rows = open_load(subject.call, REQUESTS, rate, seed)
    return float(np.median(rows.completed - rows.scheduled) / np.median(rows.service()))


def _loadgen(subject: Subject, rate: float, seed: int) -> float:
    run = loadgen.server(subject.call, REQUESTS, rate, seed)
    return run.p50_ns / run.inside_ns


main = command("server_overhead", measure, 20, "What an open load adds to the service at 20 % load.")

if __name__ == "__main__":
    main()
