"""What a run says before it measures."""

from dataclasses import replace

import pytest

from lynxrunner.bound import Bound
from lynxrunner.estimate import announced, limit_s, needed, require_time, spoken, steady_s, total_s, trial_s
from lynxrunner.load.make import Serving
from lynxrunner.offered import Load
from lynxrunner.plan import Plan, Point, Variant
from lynxrunner.policy import Policy
from lynxrunner.runtimes.find import find
from lynxrunner.search import Search
from lynxrunner.shape import Shape
from lynxrunner.workloads.find import find as find_workload
from lynxschema.order_statistics import PERCENTILES, excesses

ONE = Point("single_stream", 1)
SERVER = Point("server", 1, Load(1, 20.0))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan(
        find_workload("digits-cnn"), {"stub": find("stub")}, {"stub": "1"}, (Variant("stub", "fp32", 1),), (ONE,), 5,
        Policy(steady_requests=needed("p99")), {"stub": {}}, "registry",
    )


@pytest.mark.parametrize("name", list(PERCENTILES))
def test_the_count_supports_its_percentile_even_where_a_few_fail(name: str) -> None:
    assert excesses(needed(name), PERCENTILES[name]) is not None
    assert excesses(int(needed(name) / 1.05), PERCENTILES[name]) is not None


def test_fast_models_are_measured_by_time_and_slow_ones_by_number(plan: Plan) -> None:
    assert steady_s(plan, ONE, {Shape(1): 0.03}) == plan.policy.steady_s
    assert steady_s(plan, ONE, {Shape(1): 400}) == pytest.approx(needed("p99") * 0.4)
    assert steady_s(plan, Point("concurrent", 1, Load(4)), {Shape(1): 400}) == pytest.approx(needed("p99") * 0.1)
    assert steady_s(plan, SERVER, {Shape(1): 1}) == pytest.approx(needed("p99") / 20)
    overloaded = replace(plan, serving=Serving(streams=2))
    assert steady_s(overloaded, SERVER, {Shape(1): 400}) == pytest.approx(needed("p99") * 0.2)


def test_a_dear_percentile_is_named_with_a_cheaper_one(plan: Plan) -> None:
    first, dear = announced(plan, [{Shape(1): 400}])
    assert first.startswith("measuring 5 trials of 1 operating point: about 18 min")
    assert "p99 needs 482 requests: 3 min a trial at single-stream-b1; --percentile p90 would take 19 s" in dear
    assert len(announced(plan, [{Shape(1): 0.03}])) == 1


def test_a_search_is_named(plan: Plan) -> None:
    searching = replace(plan, points=(), search=Search(Bound("p99", 2), "poisson", 1))
    assert announced(searching, [{Shape(1): 1}])[0].startswith("measuring the highest rate at which p99 <= 2 ms: about")
    assert total_s(searching, [{Shape(1): 1}]) > 20


def test_time_outs(plan: Plan) -> None:
    assert limit_s(plan, ONE, {Shape(1): 400}) > 5 * trial_s(plan, ONE, {Shape(1): 400})
    assert limit_s(replace(plan, timeout_s=7), ONE, {Shape(1): 400}) == 7
    with pytest.raises(Exception, match=r"--timeout 60: .* p99 needs 482 requests of 400 ms; .* --percentile p90"):
        require_time(replace(plan, timeout_s=60), ONE, {Shape(1): 400})


@pytest.mark.parametrize(("seconds", "text"), [(3.2, "4 s"), (200, "3 min"), (7_200, "2.0 h")])
def test_times_are_spoken(seconds: float, text: str) -> None:
    assert spoken(seconds) == text
