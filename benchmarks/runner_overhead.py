"""What the runner's own loop costs: its p50 of `single_stream` over that of a bare timed loop.

Both time the same call (one session, one IO binding, one process), on digits-cnn and on a generated graph of 5 to
20 ms. Within a pair they take turns in blocks of some milliseconds; the pair's ratio is the median over its turns.
MLPerf LoadGen, where it is installed, is held against the bare loop in the same way, in longer blocks, by its own
clock. Target: the upper end of the interval at most 1.02 on either.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.parts import loadgen
from benchmarks.parts.closed_load import bare_loop, runner_loop
from benchmarks.parts.figure import Figure, Row, Target, command, row
from benchmarks.parts.subject import Subject, digits_cnn, generated
from benchmarks.parts.turns import Loop, beside

TURNS, BLOCK_S, LEAST_BLOCK = 20, 0.005, 3
LOADGEN_TURNS, LOADGEN_BLOCK_S = 4, 0.06
TARGET = Target(high=1.02)


def measure(pairs: int) -> Figure:
    """Ratios to the bare loop over `pairs`, of the runner and of LoadGen."""
    with TemporaryDirectory() as home:
        subjects = [digits_cnn(Path(home)), generated(Path(home))]
        rows = [each for subject in subjects for each in _rows(subject, pairs)]
    return Figure(rows, [] if loadgen.installed() else [loadgen.ABSENT])


def _rows(subject: Subject, pairs: int) -> list[Row]:
    rows = [overhead(subject, pairs, runner_loop(subject.call, subject.typical_ns))]
    if loadgen.installed():
        rows.append(_loadgen(subject, pairs))
    return rows


def overhead(subject: Subject, pairs: int, own: Loop) -> Row:
    """The row of the loop `own`."""
    return _row(subject, "runner over bare loop", own, pairs, subject.requests(BLOCK_S, LEAST_BLOCK), TURNS, TARGET)


def _loadgen(subject: Subject, pairs: int) -> Row:
    def own(requests: int) -> float:
        return loadgen.single_stream(subject.call, requests, subject.typical_ns).p50_ns

    block = subject.requests(LOADGEN_BLOCK_S, LEAST_BLOCK)
    return _row(subject, "LoadGen SingleStream over bare loop", own, pairs, block, LOADGEN_TURNS, None)


def _row(subject: Subject, what: str, own: Loop, pairs: int, block: int, turns: int, target: Target | None) -> Row:
    plain = bare_loop(subject.call)
    beside(plain, own, block, turns)
    found = [beside(plain, own, block, turns) for _ in range(pairs)]
    middle = {"bare_us": float(np.median([each.first for each in found])) / 1e3,
              "own_us": float(np.median([each.second for each in found])) / 1e3}
    return row(subject.name, what, "p50 ratio", [each.ratio for each in found], target, **middle)


main = command("runner_overhead", measure, 20, "What the runner's loop costs beside a bare timed loop.")

if __name__ == "__main__":
    main()
