"""Planted overheads are seen as what they are; figures are told as they are."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from click.testing import CliRunner

from benchmarks import runner_overhead, server_overhead
from benchmarks.parts import graph, loadgen
from benchmarks.parts.closed_load import bare_loop, displaced
from benchmarks.parts.figure import Figure, Target, command, row
from benchmarks.parts.open_load import late, never_late, open_load
from benchmarks.parts.subject import scripted
from benchmarks.parts.turns import beside
from lynxrunner.load.rows import Rows

SPIN = scripted(1.0)
SLOWER = scripted(1.1)


def test_an_overhead_of_ten_per_cent_is_seen() -> None:
    found = runner_overhead.overhead(SPIN, 3, bare_loop(SLOWER.call))
    assert found.value == pytest.approx(1.10, abs=0.03)
    assert found.met is False and found.low > 1.02


def test_ratios_are_taken_within_a_turn() -> None:
    levels = [10.0, 10.0, 10.0, 20.0, 20.0, 20.0]
    first, second = iter(levels), iter([1.5 * level for level in levels])
    asked: list[int] = []

    def slow(requests: int) -> float:
        asked.append(requests)
        return next(second)

    assert beside(lambda _: next(first), slow, 7, 6).ratio == 1.5
    assert asked == [7] * 6


def test_loadgen_counts_the_same_call() -> None:
    pytest.importorskip("mlperf_loadgen")
    alone = loadgen.single_stream(SPIN.call, 20, SPIN.typical_ns)
    assert 1e6 <= alone.inside_ns <= alone.p50_ns
    arriving = loadgen.server(SPIN.call, 20, 200.0, 1)
    assert 1e6 <= arriving.inside_ns <= arriving.p50_ns


def test_lateness_leaves_out_the_time_behind_a_busy_server() -> None:
    scheduled, started, completed = (np.array(times) for times in ([0, 10, 200], [3, 60, 205], [60, 90, 230]))
    rows = Rows(scheduled, started, completed, np.zeros(3, np.int64))
    assert late(rows).tolist() == [3, 0, 5]


def test_a_generator_that_is_never_late_leaves_the_queue_alone() -> None:
    scheduled, started, completed = (np.array(times) for times in ([0, 10, 200], [3, 60, 205], [60, 90, 230]))
    rows = Rows(scheduled, started, completed, np.zeros(3, np.int64))
    assert never_late(rows).tolist() == [57, 87, 225]


def test_the_load_is_that_of_the_service_under_it() -> None:
    assert server_overhead.loaded(SPIN) == pytest.approx(200, rel=0.05)


def test_reading_between_calls_is_no_part_of_them() -> None:
    assert np.median(displaced(SPIN.call, 10)) == pytest.approx(1e6, rel=0.05)


def test_open_load_follows_its_schedule() -> None:
    rows = open_load(scripted(0.0).call, 30, 2_000.0, 7)
    again = open_load(scripted(0.0).call, 30, 2_000.0, 7)
    assert len(rows) == 30 and np.all(rows.started >= rows.scheduled)
    assert np.diff(rows.scheduled).tolist() == np.diff(again.scheduled).tolist()


def test_generated_graph_has_the_operations_it_says(tmp_path: Path) -> None:
    model = onnx.load(graph.write(3, tmp_path / "three.onnx"))
    convolutions = [node for node in model.graph.node if node.op_type == "Conv"]
    assert len(convolutions) == 3
    kernel = model.graph.initializer[0].dims
    assert 2 * int(np.prod(kernel)) * graph.SIDE**2 == graph.OPERATIONS


def test_generated_graph_keeps_its_activations_in_range(tmp_path: Path) -> None:
    from lynxrunner.runtimes.onnxruntime import OnnxSession
    from lynxrunner.runtimes.protocol import Settings

    session = OnnxSession(graph.write(40, tmp_path / "forty.onnx"), Settings(1))
    (output,) = session.run(graph.image()).values()
    assert output.shape == graph.SHAPE and 1e-3 < float(np.abs(output).mean()) < 1e3


def test_a_target_is_held_by_the_whole_interval() -> None:
    assert row("x", "y", "ratio", [1.0, 1.01, 1.0], Target(0.97, 1.03)).met is True
    wide = row("x", "y", "ratio", [0.9, 1.1, 1.0], Target(0.97, 1.03))
    assert wide.met is False and "MISSED" in str(wide) and "at least 0.97 and at most 1.03" in str(wide)
    assert row("x", "y", "ratio", [0.9, 1.1, 1.0]).met is None


def test_figures_are_told_as_text_and_json() -> None:
    main = command("figure", lambda n: Figure([row("x", "y", "us", [2.0] * n, p99_us=7.0)], ["a note"]), 5, "Help.")
    told = CliRunner().invoke(main, ["--n", "3"])
    assert told.output == "figure: x: y 2 [2, 2] us, n 3 (p99_us 7)\nfigure: a note\n"
    found = json.loads(CliRunner().invoke(main, ["--n", "3", "--format", "json"]).output)
    assert found["rows"][0]["details"] == {"p99_us": 7.0} and found["notes"] == ["a note"]
    assert CliRunner().invoke(main, ["--n", "1"]).exit_code == 2


def test_benchmark_app_times_each_request_by_its_own_clock() -> None:
    pytest.importorskip("openvino", reason="openvino is not installed: pip install 'lynxbench[openvino]'")
    from benchmarks.parts.benchmark_app import p50_ns

    class Scripted:
        """A request whose latencies [ms] are known."""

        script = iter((3.0, 5.0, 40.0))

        def infer(self) -> None:
            self.latency = next(self.script)

    assert p50_ns(Scripted(), 3) == 5e6
