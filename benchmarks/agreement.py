"""Whether the runner measures the same median latency as MLPerf LoadGen and as OpenVINO's benchmark_app.

Each time of the same model in the same process.

LoadGen's SingleStream latency begins and ends in LoadGen: a call from Python and back (the bridge) lies in between.
Four comparisons, the runner over LoadGen each time:

- as stated by LoadGen;
- with the bridge taken off: LoadGen's p50 on a call that does nothing, measured in every turn;
- by the caller's clock inside LoadGen's callback, call to return: the runner's own definition;
- the same, of a plain loop that reads 64 KiB of other memory between calls.

Target: within 3 % where the definition is the same. That is the third everywhere, and on a graph of 5 to 20 ms, where
the bridge is less than 0.1 %, all of the first three. On a call of some 30 us what LoadGen does between calls is felt
in the call as well, which finds the nearest cache displaced: the fourth comparison shows how large that effect is.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.parts import benchmark_app, loadgen
from benchmarks.parts.closed_load import displaced, runner_loop
from benchmarks.parts.figure import Figure, Row, Target, command, row
from benchmarks.parts.subject import Subject, digits_cnn, generated

TURNS, SECONDS, LEAST = 6, 0.06, 15
BRIDGE_REQUESTS = 1_000
TARGET = Target(0.97, 1.03)
COMPARISONS = ("runner over LoadGen, as stated", "runner over LoadGen, bridge taken off",
               "runner over LoadGen, inside the callback", "loop that reads between calls over LoadGen, inside")


def measure(pairs: int) -> Figure:
    """Ratios of medians over `pairs`; no rows of a tool that is not installed."""
    rows = [*(_loadgen(pairs) if loadgen.installed() else ()),
            *(benchmark_app.rows(pairs, TARGET) if benchmark_app.installed() else ())]
    return Figure(rows, [tool.ABSENT for tool in (loadgen, benchmark_app) if not tool.installed()])


def _loadgen(pairs: int) -> list[Row]:
    with TemporaryDirectory() as home:
        small, large = digits_cnn(Path(home)), generated(Path(home))
        return [*agreement(small, pairs, COMPARISONS[2:3]), *agreement(large, pairs, COMPARISONS[:3])]


def agreement(subject: Subject, pairs: int, alike: Sequence[str]) -> list[Row]:
    """Rows of one subject; the comparisons in `alike` have the target."""
    _turn(subject, turned=False)
    turns = np.array([[_turn(subject, bool(turn % 2)) for turn in range(TURNS)] for _ in range(pairs)])
    middle = dict(zip(("runner_us", "displaced_us", "stated_us", "unbridged_us", "inside_us"),
                      (np.median(turns, axis=(0, 1)) / 1e3).tolist(), strict=True))
    runner, reading, stated, unbridged, inside = range(5)
    sides = [(runner, stated), (runner, unbridged), (runner, inside), (reading, inside)]
    return [
        row(subject.name, name, "p50 ratio", _ratios(turns, *side), TARGET if name in alike else None, **middle)
        for name, side in zip(COMPARISONS, sides, strict=True)
    ]


def _ratios(turns: NDArray[np.float64], over: int, under: int) -> list[float]:
    """Of each pair, the median over its turns [pairs, turns, sides] of one side's p50 over that of another."""
    return [float(each) for each in np.median(turns[:, :, over] / turns[:, :, under], axis=1)]


def _turn(subject: Subject, turned: bool) -> tuple[float, ...]:
    """p50 in ns: of the runner, of a loop that reads between calls, of LoadGen as stated, unbridged and inside."""
    requests, runner = subject.requests(SECONDS, LEAST), runner_loop(subject.call, subject.typical_ns)
    first = runner(requests) if turned else 0.0
    theirs = loadgen.single_stream(subject.call, requests, subject.typical_ns)
    ours = first or runner(requests)
    reading = float(np.median(displaced(subject.call, requests)))
    return ours, reading, theirs.p50_ns, theirs.p50_ns - _bridge(), theirs.inside_ns


def _bridge() -> float:
    """What LoadGen's p50 holds beside the call: its p50 on nothing, less what the clock shows inside."""
    empty = loadgen.single_stream(_nothing, BRIDGE_REQUESTS, loadgen.LEAST_EXPECTED_NS)
    return empty.p50_ns - empty.inside_ns


def _nothing() -> None:
    pass


main = command("agreement", measure, 20, "Whether the runner, LoadGen and benchmark_app measure the same median.")

if __name__ == "__main__":
    main()
