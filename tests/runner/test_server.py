"""Open and concurrent loads end to end, with the checker over what they write."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.bound import Bound, parse
from lynxrunner.bounded import bounds
from lynxrunner.commands.run import run
from lynxrunner.holding import holds
from tests.runner.checked import errors
from tests.runner.virtual import as_samples, served


def measured(out: Path, *arguments: str) -> dict[str, Any]:
    """The one record of a quick run, accepted as a draft."""
    given = ["digits-cnn", "--quick", "--threads", "1", "--out", str(out), *arguments]
    result = CliRunner().invoke(run, given)
    assert result.exit_code == 0, result.output
    (path,) = out.glob("*/submission.json")
    assert errors(path.parent) == []
    return json.loads(path.read_bytes()) | {"said": result.stdout, "heard": result.stderr}


def test_server_at_a_rate(tmp_path: Path) -> None:
    record = measured(tmp_path, "--scenario", "server", "--rate", "200", "--seed", "5")
    (point,) = record["operating_points"]
    assert point["id"] == "server-poisson-200"
    assert point["load"] == {"kind": "open", "process": "poisson", "rate_per_s": 200, "seed": 5}
    assert point["latency_definition"]["begins"] == "scheduled_arrival"
    (trial,) = point["trials"]
    assert trial["latency_ms"]["mean"] == pytest.approx(trial["service_ms"]["mean"] + trial["queue_ms"]["mean"])
    assert trial["dispatch_lateness_ms"]["mean"] <= trial["queue_ms"]["mean"]
    assert "measuring 1 trial of 1 operating point: about" in record["heard"]


def test_scenarios_and_concurrencies_in_one_call(tmp_path: Path) -> None:
    record = measured(
        tmp_path, "--scenario", "concurrent,server,offline", "--concurrency", "1,2", "--rate", "300", "--batch", "4",
        "--arrival", "constant", "--percentile", "p90",
    )
    found = {point["id"]: point for point in record["operating_points"]}
    assert list(found) == ["concurrent-c1", "concurrent-c2", "server-constant-300", "offline-b4"]
    assert record["executor"]["scheduling"]["streams"] == 2
    assert found["concurrent-c2"]["load"] == {"kind": "closed", "concurrency": 2}


def test_dynamic_batches_are_disclosed_and_stored(tmp_path: Path) -> None:
    record = measured(tmp_path, "--scenario", "server", "--rate", "2000", "--max-batch", "4", "--queue-delay", "3")
    scheduling = record["executor"]["scheduling"]
    assert [scheduling[name] for name in ("batching", "maximum_batch", "queue_delay_ms")] == ["dynamic", 4, 3]
    (point,) = record["operating_points"]
    assert 1 < point["trials"][0]["observed_batch_mean"] <= 4
    assert point["bytes_per_inference"]["not_measured"]["reason"] == "varies_by_request"


@pytest.mark.parametrize(("bound", "held"), [("p90=5s", True), ("p90=1ms", False)])
def test_a_bound_is_searched_and_said(tmp_path: Path, bound: str, held: bool) -> None:
    """A service of 5 ms keeps up with some 150 requests/s, and never answers within 1 ms."""
    record = measured(tmp_path, "--runtime", "stub", "--option", "service_ms=5", "--option", "wait=sleep",
                      "--scenario", "server", "--bound", bound, "--percentile", "p90")
    steps = [point for point in record["operating_points"] if point["purpose"] == "search_step"]
    results = [point for point in record["operating_points"] if point["purpose"] == "result"]
    assert steps and results[0]["bounds"][0]["held"] is held
    assert not {"p99", "p99_9"} & {name for step in steps for name in step["headline"]["latency_ms"]}
    assert all(step["trials"][0]["stored_requests"] <= 500 for step in steps)
    assert ("is held at" if held else "was not held: p90 is at most") in record["said"]


def test_searches_of_several_variants_take_turns(tmp_path: Path) -> None:
    arguments = ["digits-cnn", "--quick", "--precision", "fp32,int8", "--threads", "1",
                 "--scenario", "server", "--bound", "p50=5s", "--percentile", "p50"]
    result = CliRunner().invoke(run, [*arguments, "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    turns = ["int8" in line for line in result.stderr.splitlines() if line.startswith("[")]
    assert len(turns) >= 6 and turns[:6] == [False, True] * 3
    assert len(list(tmp_path.glob("*/submission.json"))) == 2


def test_a_rate_with_a_bound_is_judged(tmp_path: Path) -> None:
    record = measured(tmp_path, "--runtime", "stub", "--option", "service_ms=1", "--scenario", "server",
                      "--rate", "20,5000", "--bound", "p50=600s", "--percentile", "p50")
    calm, flooded = record["operating_points"]
    assert calm["bounds"][0]["held"] and "overloaded" not in calm["load"]
    assert flooded["load"]["overloaded"] and not flooded["validity"]["valid"]
    assert "server-poisson-5000 is no result: " in record["said"] and "overloaded: the queue" in record["said"]


@pytest.mark.parametrize(("text", "expected"), [
    ("p99=2ms", Bound("p99", 2)), ("p99.9=1.5s", Bound("p99_9", 1500)), ("p50=500us", Bound("p50", 0.5)),
])
def test_bounds_are_read(text: str, expected: Bound) -> None:
    assert parse(text) == expected


def test_failing_fast_or_falling_behind_holds_no_bound() -> None:
    def trial(rate: float, failed: int) -> Trial:
        rows = as_samples(served(rate, lambda time: time.server(1), 600)).columns
        more = {"phase": rows["started_ns"] * 0 + 1, "status": rows["started_ns"] * 0}
        counts = {"ok": 600 - failed, "error": failed, "timeout": 0, "cancelled": 0}
        return Trial({"upper_ms": {"p99": 1.0}, "counts": counts}, {**rows, **more})

    bound = Bound("p99", 2)
    assert holds([trial(500, 0)], bound)
    assert not holds([trial(500, 0), trial(500, 50)], bound)
    assert not holds([trial(3_000, 0)], bound)
    assert not holds([trial(500, 0)], Bound("p99", 0.5)) and not holds([trial(500, 0)], Bound("p99_9", 2))


def test_records_without_bounds_say_nothing() -> None:
    assert list(bounds([{"bounds": {"not_applicable": "none"}}])) == []


@pytest.mark.parametrize(("service_ms", "noise", "obstacle"), [
    (0.03, {"ready_wait_share": 0.3, "other_processes_share": 0.4}, "likely reason: other processes had 30% of the"),
    (0.03, {"steal_share": 0.12}, "the likely reason: the hypervisor took 12% of the processor time (1 of 2 trials"),
    (3, {"steal_share": 0.12}, "The service alone takes 3 ms: no rate holds this bound."),
    (0.03, {"ready_wait_share": 0.3, "other_processes_share": 0.001, "steal_share": 0.004}, None),
])
def test_what_stood_in_the_way_of_a_bound(service_ms: float, noise: dict[str, float], obstacle: str | None) -> None:
    trials = [
        {"service_ms": {"p50": {"value": service_ms}}, "latency_ms": {"p99": {"upper": 9.0}}, "noise": each}
        for each in (noise, {})
    ]
    bound = {"metric": "latency_ms", "percentile": "p99", "limit_ms": 2, "held": False}
    first, *more = bounds([{"bounds": [bound], "load": {"kind": "open", "rate_per_s": 50}, "trials": trials}])
    assert first == "p99 <= 2 ms was not held: p99 is at most 9 ms at 50 requests/s, the lowest rate measured."
    assert len(more) == (obstacle is not None) and (obstacle or "") in "".join(more)
