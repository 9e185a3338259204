"""What an open load adds: p50 of the latency from the schedule over p50 of the time in the runtime, at 20 % load.

With one request in five meeting a busy server (M/D/1), the median one waits for nobody: what it takes beyond the
service is the load generator's. Two things blur that. A call on a core that slept between requests takes longer than
one of many back to back, so that the rate is set from calls under this very load. And where the calls' times spread,
the median latency is a higher quantile of them: so the same arrivals and the same times are also run through the
recursion of a queue whose generator is never late (Lindley 1952), and the runner is held against that too.

Poisson arrivals, service of 1 ms or more: a scripted one that spins, and a generated graph. MLPerf LoadGen's Server
beside it, where installed, at the same rate, over the time inside its callback. In a pair the two take turns, and its
ratio is the median over them. Target: at most 1.20.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.parts import loadgen
from benchmarks.parts.figure import Figure, Row, Target, command, row
from benchmarks.parts.open_load import never_late, open_load
from benchmarks.parts.subject import Subject, generated, scripted
from lynxrunner.load.rows import Column

LOAD, TURNS, REQUESTS = 0.2, 5, 40
SERVICE_MS = (1.0, 3.0)
TARGET = Target(high=1.20)
OURS = ("runner, latency over service", "a generator never late, latency over service", "runner over one never late")
THEIRS = "LoadGen Server, latency over service"


def measure(pairs: int) -> Figure:
    """Ratios over `pairs` of five turns of 40 requests."""
    with TemporaryDirectory() as home:
        subjects = [scripted(SERVICE_MS[0]), generated(Path(home), *SERVICE_MS)]
        rows = [each for subject in subjects for each in overhead(subject, pairs)]
    return Figure(rows, [] if loadgen.installed() else [loadgen.ABSENT])


def overhead(subject: Subject, pairs: int) -> list[Row]:
    """Rows of one subject."""
    rate = loaded(subject)
    found = np.array([pair(subject, rate, number) for number in range(pairs)])
    return [
        row(subject.name, name, "p50 ratio", found[:, side].tolist(), TARGET if side == 0 else None, rate_per_s=rate)
        for side, name in enumerate([*OURS, THEIRS][: found.shape[1]])
    ]


def loaded(subject: Subject) -> float:
    """The rate in requests per second at which the service, as it is at that rate, keeps the server busy to 20 %."""
    typical = subject.typical_ns
    for seed in range(2):
        typical = float(np.median(open_load(subject.call, 2 * REQUESTS, LOAD * 1e9 / typical, seed).service()))
    return LOAD * 1e9 / typical


def pair(subject: Subject, rate: float, number: int) -> list[float]:
    """Ratios of the runner's open load and, where installed, LoadGen's: medians over turns."""
    turns = [_turn(subject, rate, number * TURNS + turn) for turn in range(TURNS)]
    return [float(each) for each in np.median(turns, axis=0)]


def _turn(subject: Subject, rate: float, seed: int) -> list[float]:
    loads: list[Callable[[Subject, float, int], list[float]]] = [_runner]
    loads += [_loadgen] if loadgen.installed() else []
    order = loads[::-1] if seed % 2 else loads
    found = {load: load(subject, rate, seed) for load in order}
    return [ratio for load in loads for ratio in found[load]]


def _runner(subject: Subject, rate: float, seed: int) -> list[float]:
    rows = open_load(subject.call, REQUESTS, rate, seed)
    latency, service = _p50(rows.completed - rows.scheduled), _p50(rows.service())
    queued = _p50(never_late(rows) - rows.scheduled)
    return [latency / service, queued / service, latency / queued]


def _loadgen(subject: Subject, rate: float, seed: int) -> list[float]:
    run = loadgen.server(subject.call, REQUESTS, rate, seed)
    return [run.p50_ns / run.inside_ns]


def _p50(times: Column) -> float:
    return float(np.median(times))


main = command("server_overhead", measure, 20, "What an open load adds to the service at 20 % load.")

if __name__ == "__main__":
    main()
