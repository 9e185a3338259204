"""OpenVINO's own benchmark_app beside the runner: the same compiled model, one request in flight, in one process.

Its latency is the request's own, as OpenVINO times it from start to end; the runner's is the caller's wall time around
the same request. On a graph of 5 to 20 ms the call from Python in between is less than 0.1 %, so that both definitions
are one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.parts import graph
from benchmarks.parts.closed_load import bare, runner_loop
from benchmarks.parts.figure import Row, Target, row
from benchmarks.parts.subject import PROBE, ROUNDS, SETTINGS, UNDISTURBED, WANTED_MS
from benchmarks.parts.turns import beside
from lynxrunner.errors import RunError
from lynxrunner.runtimes.openvino import OpenVinoSession
from lynxrunner.runtimes.protocol import Call

ABSENT = "OpenVINO is not installed: pip install 'lynxbench[openvino]' measures benchmark_app beside"
TURNS, SECONDS = 6, 0.3


@dataclass(frozen=True)
class Model:
    """Convolutions that OpenVINO has compiled, a bound call, and about how many ns it takes."""

    name: str
    session: OpenVinoSession
    call: Call
    typical_ns: float


def installed() -> bool:
    """Whether benchmark_app's package is there."""
    return find_spec("openvino") is not None


def rows(pairs: int, target: Target) -> list[Row]:
    """The runner's p50 over benchmark_app's, over `pairs` of interleaved turns."""
    with _model() as model:
        ours, request = runner_loop(model.call, model.typical_ns), model.session.compiled.create_infer_request()
        request.infer(graph.image())  # the same numbers: what lies in fresh memory may be denormal, and slow
        requests = max(round(SECONDS * 1e9 / model.typical_ns), PROBE)
        found = [beside(lambda count: p50_ns(request, count), ours, requests, TURNS) for _ in range(pairs)]
    middle = {"runner_us": np.median([each.second for each in found]) / 1e3,
              "benchmark_app_us": np.median([each.first for each in found]) / 1e3}
    ratios = [each.ratio for each in found]
    return [row(model.name, "runner over benchmark_app, as stated", "p50 ratio", ratios, target,
                **{name: float(value) for name, value in middle.items()})]


def p50_ns(request: Any, requests: int) -> float:
    """Median of so many latencies of benchmark_app's synchronous loop, inference only, in ns."""
    from openvino.tools.benchmark.benchmark import Benchmark  # type: ignore[import-not-found, unused-ignore]

    tool = Benchmark("CPU", 1, requests, None, "sync", True)
    times, _, _ = tool.sync_inference(request, _OneItem())
    return float(np.median(times)) * 1e6


class _OneItem:
    """Batches as benchmark_app asks for them."""

    def get_next_batch_size(self) -> int:
        return 1


@contextmanager
def _model() -> Iterator[Model]:
    """As many convolutions as take a wanted time. Raises RunError where the machine is too unsteady."""
    (low, high), layers = WANTED_MS, 8
    with TemporaryDirectory() as home:
        for _ in range(ROUNDS):
            found = _convolutions(layers, Path(home))
            if low <= found.typical_ns / 1e6 <= high:
                yield found
                return
            layers = max(round(layers * (low * high) ** 0.5 * 1e6 / found.typical_ns), 1)
    raise RunError(f"no number of convolutions took {low:g} to {high:g} ms")


def _convolutions(layers: int, home: Path) -> Model:
    session = OpenVinoSession(graph.write(layers, home / f"convolutions-{layers}.onnx"), SETTINGS)
    call = session.bind(graph.image())
    bare(call, PROBE)
    typical = float(np.quantile(bare(call, PROBE), UNDISTURBED))
    return Model(f"{layers} convolutions in OpenVINO", session, call, typical)
