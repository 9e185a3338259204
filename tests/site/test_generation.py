"""What a result's page says of generation, from the contract's example of a server."""

import copy
from typing import Any

from lynxsite.charts.interactivity import specification
from lynxsite.generation import generation
from lynxsite.interactivity import interactivity
from tests.examples import example


def test_phases_rates_distributions_and_cache() -> None:
    record = example("gpu-llm-server")
    point = record["operating_points"][1]
    point["phases"] = [{"phase": "prefill", "bytes": 2e9, "operations": 8e11},
                       {"phase": "decode_step", "bytes": 1e9, "operations": 2e9}]
    found = generation(record, point)
    assert found is not None
    assert [unit for unit, _ in found.rates] == ["output tokens/s"]
    assert [row.text == "" for row in found.rows] == [True, False] and "prefill" in found.rows[0].why
    assert [title for title, _ in found.histograms] == ["Time to first token", "Time per output token",
                                                        "Time between tokens"]
    assert "gaps between tokens" in found.histograms[2][1].alternative
    assert [(phase.title, phase.intensity) for phase in found.phases] == [("Prefill", "400"), ("Decoding step", "2.00")]
    assert found.cache[0] == ("one token", "160 KiB") and found.cache[2] == ("with its answer, 896 tokens", "140 MiB")


def test_a_single_pass_generates_nothing() -> None:
    record = example("cpu-vision")
    assert all(generation(record, point) is None for point in record["operating_points"])
    assert interactivity(record) is None


def in_flight(number: int, rate: float, each: float) -> dict[str, Any]:
    point = copy.deepcopy(example("gpu-llm-server")["operating_points"][1])
    point["load"]["concurrency"] = number
    point["headline"]["further_throughput"][0]["value"] = rate
    for trial in point["trials"]:
        trial["generation"]["decode_tokens_per_s_per_user"] = each
    return point


def test_interactivity_falls_as_throughput_rises() -> None:
    points = [in_flight(64, 4000, 70.0), in_flight(1, 120, 118.0), in_flight(8, 800, 101.5)]
    found = interactivity({"operating_points": points})
    assert found is not None
    assert [row[:3] for row in found["rows"]] == [("1", "118", "120"), ("8", "102", "800"), ("64", "70.0", "4,000")]
    assert found["data"]["points"][0]["lengths"] == "uniform, mean 512 tokens in, 128 out"
    assert interactivity({"operating_points": points[:2]}) is None
    uncounted = copy.deepcopy(points)
    uncounted[0]["trials"][0]["generation"]["decode_tokens_per_s_per_user"] = {
        "not_measured": {"reason": "not_reported_by_server", "detail": "no usage"}}
    assert interactivity({"operating_points": uncounted}) is None
    assert specification()["layer"]
