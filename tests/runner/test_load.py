"""The timed loop against a runtime whose service time is known."""

import numpy as np
import pytest

from lynxrunner.load.clock import real
from lynxrunner.load.closed import Closed
from lynxrunner.load.phase import SCHEDULES, phase
from lynxrunner.load.rows import Rows, joined
from lynxrunner.phases import Phases, stored, summary
from lynxrunner.policy import Policy
from lynxrunner.runtimes.stub import StubSession
from lynxrunner.steady import settled, warm_up
from lynxschema.samples import STATUSES, STORED_STEADY, STORED_WARMUP
from tests.runner.virtual import Virtual

INPUTS = {"image": np.zeros((1, 1, 8, 8), np.float32)}


def measured(seconds: float, requests: int, **options: str) -> tuple[Rows, list[str]]:
    failures: list[str] = []
    return phase(StubSession(options).bind(INPUTS), seconds, requests, 1e5, failures), failures


def alone(service_ms: str) -> Closed:
    return Closed([{0: StubSession({"service_ms": service_ms}).bind(INPUTS)}], real(1), [])


def in_virtual_time(*service_ms: float) -> Closed:
    time = Virtual()
    return Closed([{0: time.server(*service_ms)}], time.clock(), [])


def test_service_time_is_the_scripted_one() -> None:
    rows, _ = measured(0, 40, service_ms="2")
    assert len(rows) == 40
    assert rows.service().min() >= 2_000_000
    assert rows.service().min() < 2_500_000


def test_a_stall_stands_in_its_row() -> None:
    rows, _ = measured(0, 10, service_ms="1/1/1/1/1/1/1/30/1/1")
    assert rows.service()[7] >= 30_000_000


def test_both_time_and_number_are_reached() -> None:
    by_time, _ = measured(0.05, 5, service_ms="0.5")
    assert by_time.completed[-1] - by_time.started[0] >= 50_000_000 and len(by_time) > 5
    by_number, _ = measured(0, 1500, service_ms="0")
    assert len(by_number) == 1500


def test_a_phase_goes_on_where_its_rows_were_too_few() -> None:
    rows = phase(StubSession({"service_ms": "0"}).bind(INPUTS), 0.02, 10, 1e9, [])
    assert len(rows) > 1_000
    assert rows.completed[-1] - rows.started[0] >= 20_000_000


def test_failures_are_rows_and_are_named() -> None:
    rows, failures = measured(0, 9, service_ms="0", fail_every="3")
    assert (rows.status == STATUSES["error"]).tolist() == [False, False, True] * 3
    assert failures[0] == "scripted failure of call 3" and len(failures) == 3


def test_requests_do_not_overlap() -> None:
    rows, _ = measured(0, 100, service_ms="0.05")
    assert np.all(rows.started <= rows.completed) and np.all(rows.started[1:] >= rows.completed[:-1])


def test_schedules() -> None:
    rows, _ = measured(0, 3, service_ms="0")
    assert SCHEDULES["single_stream"](rows).scheduled.tolist() == rows.started.tolist()
    assert set(SCHEDULES["offline"](rows).scheduled.tolist()) == {int(rows.started[0])}


@pytest.mark.parametrize(("earlier", "later", "expected"), [
    (100, 100, True), (120, 100, False), (80, 100, True), (103, 100, True),
])
def test_settled_is_one_sided(earlier: int, later: int, expected: bool) -> None:
    spread = np.arange(-5, 6)
    assert settled(earlier * 1000 + spread, later * 1000 + spread) is expected


def test_warm_up_waits_for_a_runtime_that_gets_faster() -> None:
    rows, steady = warm_up(in_virtual_time(*[1.0] * 45, *[0.2] * 2000), Policy(window_s=0.02))
    assert steady and len(rows) > 45 + 100


def test_warm_up_that_never_settles_says_so() -> None:
    falling = [0.99**step for step in range(400)]
    policy = Policy(window_s=0.001, warmup_limit_s=0.05)
    assert not warm_up(in_virtual_time(*falling), policy)[1]


def rows_of(count: int, start: int, step: int = 1_000_000) -> Rows:
    started = start + step * np.arange(count, dtype=np.int64)
    return Rows(started, started, started + step // 2, np.zeros(count, np.int64))


def test_stored_rows_are_contiguous_and_limited() -> None:
    phases = Phases(rows_of(300, 5_000), rows_of(3_000, 400_000_000), True, epoch=5_000)
    columns = stored(phases, STORED_STEADY)
    assert len(columns["phase"]) == STORED_WARMUP + STORED_STEADY
    assert columns["schedule_index"].tolist() == list(range(100, 100 + STORED_WARMUP + STORED_STEADY))
    assert columns["started_ns"][0] == 100 * 1_000_000
    assert columns["phase"].sum() == STORED_STEADY


def test_summary_covers_the_whole_steady_phase() -> None:
    found = summary(Phases(rows_of(300, 0), rows_of(3_000, 400_000_000), True, 0))
    assert found["warmup_discarded"] == 300
    assert found["duration_s"] == 2.9995
    assert found["counts"] == {"ok": 3000, "error": 0, "timeout": 0, "cancelled": 0}
    assert sum(found["completions_per_100ms"]) == 3000 and len(found["completions_per_100ms"]) == 30


def test_joined_keeps_the_order() -> None:
    assert joined([rows_of(2, 0), rows_of(1, 9)]).started.tolist() == [0, 1_000_000, 9]
