"""MLPerf LoadGen around a call, where the package `mlcommons-loadgen` is installed (the extra `bench`).

The call runs inside LoadGen's callback, on LoadGen's thread: the least that a Python system under test can cost. All
settings that LoadGen takes from rules of its own (durations, counts, early stopping) are set to the number of
requests asked for.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns
from typing import Any

import numpy as np

from lynxrunner.runtimes.protocol import Call

ABSENT = "LoadGen is not installed: pip install 'lynxbench[bench]' measures it beside"
LEAST_EXPECTED_NS = 1_000
"""With less, LoadGen 6.0 draws too few queries and never ends."""
P50 = "result_50.00_percentile_latency_ns"


@dataclass(frozen=True)
class Run:
    """LoadGen's own p50, and that of the time inside its callback, both in ns."""

    p50_ns: float
    inside_ns: float


def installed() -> bool:
    """Whether LoadGen can be run."""
    return find_spec("mlperf_loadgen") is not None


def single_stream(call: Call, requests: int, typical_ns: float) -> Run:
    """So many requests, each when the last has returned; latency from LoadGen's issue to its completion."""
    expected = max(int(typical_ns), LEAST_EXPECTED_NS)
    return _run(call, requests, scenario="SingleStream", single_stream_expected_latency_ns=expected)


def server(call: Call, requests: int, rate: float, seed: int) -> Run:
    """So many requests of a Poisson process of `rate` per second; latency from LoadGen's schedule."""
    bound = 10**12
    return _run(call, requests, scenario="Server", server_target_qps=rate, server_target_latency_ns=bound,
                schedule_rng_seed=seed)


def _run(call: Call, requests: int, scenario: str, **settings: Any) -> Run:
    import mlperf_loadgen as loadgen  # type: ignore[import-not-found, unused-ignore]

    inside: list[int] = []
    asked = loadgen.TestSettings()
    asked.scenario = getattr(loadgen.TestScenario, scenario)
    asked.mode = loadgen.TestMode.PerformanceOnly
    asked.min_query_count = asked.max_query_count = requests
    asked.min_duration_ms = 0
    for name, value in settings.items():
        setattr(asked, name, value)
    with TemporaryDirectory() as home, _parts(loadgen, partial(_answer, loadgen, call, inside)) as (system, library):
        loadgen.StartTestWithLogSettings(system, library, asked, _logs(loadgen, home))
        return Run(_p50(Path(home)), float(np.median(inside)))


def _answer(loadgen: Any, call: Call, inside: list[int], queries: Any) -> None:
    for query in queries:
        begin = perf_counter_ns()
        call()
        inside.append(perf_counter_ns() - begin)
        loadgen.QuerySamplesComplete([loadgen.QuerySampleResponse(query.id, 0, 0)])


@contextmanager
def _parts(loadgen: Any, answer: Callable[[Any], None]) -> Iterator[tuple[Any, Any]]:
    """A system under test and a library of one sample."""
    system = loadgen.ConstructSUT(answer, _nothing)
    library = loadgen.ConstructQSL(1, 1, _nothing, _nothing)
    try:
        yield system, library
    finally:
        loadgen.DestroyQSL(library)
        loadgen.DestroySUT(system)


def _logs(loadgen: Any, home: str) -> Any:
    logs, output = loadgen.LogSettings(), loadgen.LogOutputSettings()
    output.outdir = home
    output.copy_summary_to_stdout = False
    logs.log_output = output
    logs.enable_trace = False
    return logs


def _p50(home: Path) -> float:
    lines = (home / "mlperf_log_detail.txt").read_text(encoding="utf-8").splitlines()
    entries = (json.loads(line.removeprefix(":::MLLOG ")) for line in lines if line.startswith(":::MLLOG "))
    return float(next(entry["value"] for entry in entries if entry["key"] == P50))


def _nothing(*_: Any) -> None:
    """Samples need no loading, and queries no flushing."""
