"""What the runner's own loop costs: its p50 of `single_stream` over that of a bare timed loop.

Both time the same call (one session, one IO binding, one process), on digits-cnn and on a generated graph of 5 to
20 ms. Within a pair the two take turns in blocks of some milliseconds, so that a change of clocks or a busy neighbour
meets both; MLPerf LoadGen, where it is installed, follows with as many requests of the same call, by its own clock.
Targets: the upper end of the interval at most 1.02 on either.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.parts import loadgen
from benchmarks.parts.bare import Times, bare
from benchmarks.parts.figure import Figure, Row, Target, command, row
from benchmarks.parts.subject import Subject, digits_cnn, generated
from lynxrunner.load.phase import phase

BLOCKS, BLOCK_S = 20, 0.005
LEAST_BLOCK = 2
TARGET = Target(high=1.02)

Loop = Callable[[Subject, int], Times]


def measure(pairs: int) -> Figure:
    """Ratios to the bare loop over `pairs`, of the runner and of LoadGen."""
    with TemporaryDirectory() as home:
        subjects = [digits_cnn(Path(home)), generated(Path(home))]
        rows = [each for subject in subjects for each in overhead(subject, pairs)]
    return Figure(rows, [] if loadgen.installed() else [loadgen.ABSENT])


def overhead(subject: Subject, pairs: int, own: Loop | None = None) -> list[Row]:
    """Rows of one subject; `own` takes the place of the runner's loop."""
    pair(subject, own or runner)
    found = np.array([pair(subject, own or runner) for _ in range(pairs)])
    names = ["runner", "LoadGen SingleStream"][: found.shape[1] - 1]
    middle = np.median(found, axis=0) / 1e3
    return [
        row(subject.name, f"{name} over bare loop", "p50 ratio", (found[:, side] / found[:, 0]).tolist(),
            TARGET if name == "runner" else None, bare_us=float(middle[0]), own_us=float(middle[side]))
        for side, name in enumerate(names, start=1)
    ]


def pair(subject: Subject, own: Loop) -> list[float]:
    """p50 in ns of the bare loop, of `own` and, where installed, of LoadGen, over the same number of requests."""
    block = subject.requests(BLOCK_S, LEAST_BLOCK)
    turns = [_turn(subject, own, block, bool(turn % 2)) for turn in range(BLOCKS)]
    medians = [float(np.median(np.concatenate(side))) for side in zip(*turns, strict=True)]
    if loadgen.installed():
        medians.append(loadgen.single_stream(subject.call, BLOCKS * block, subject.typical_ns).p50_ns)
    return medians


def _turn(subject: Subject, own: Loop, block: int, turned: bool) -> tuple[Times, Times]:
    if turned:
        mine = own(subject, block)
        return bare(subject.call, block), mine
    return bare(subject.call, block), own(subject, block)


def runner(subject: Subject, requests: int) -> Times:
    """Times in ns of the loop that trials run."""
    return phase(subject.call, 0, requests, subject.typical_ns, []).service()


main = command("runner_overhead", measure, 20, "What the runner's loop costs beside a bare timed loop.")

if __name__ == "__main__":
    main()
