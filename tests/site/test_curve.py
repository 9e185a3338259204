"""The curve of a search: every rate that was measured, in its order, with what was published of it."""

from typing import Any

from lynxsite.curve import curve


def point(rate: float, purpose: str, bounds: Any, **times: float) -> dict[str, Any]:
    return {
        "scenario": "server", "purpose": purpose, "load": {"kind": "open", "rate_per_s": rate}, "bounds": bounds,
        "headline": {"latency_ms": {name: {"value": value} for name, value in times.items()}},
    }


NONE = {"not_applicable": "a step of a search"}
BOUND = [{"metric": "latency_ms", "percentile": "p99", "limit_ms": 2, "held": True}]
POINTS = [
    point(200, "result", BOUND, p50=0.4, p95=1.2, p99=1.5), point(400, "search_step", NONE, p50=3, p95=9),
    point(100, "search_step", NONE, p50=0.3, p95=0.7),
]


def test_results_and_steps_by_rate() -> None:
    found = curve({"operating_points": [{"scenario": "offline"}, *POINTS]})
    assert found is not None
    assert [(row["rate"], row["kind"]) for row in found["rows"]] == [
        ("100", "step of the search"), ("200", "result"), ("400", "step of the search")]
    assert found["rows"][1]["times"] == ["0.400", "", "1.20", "1.50"]
    assert found["data"]["bound"] == [{"ms": 2}]
    assert {value["ms"] for value in found["data"]["latencies"] if value["percentile"] == "p99"} == {1.5}
    assert len(found["data"]["latencies"]) == 7


def test_few_rates_are_no_curve() -> None:
    assert curve({"operating_points": POINTS[:2]}) is None
