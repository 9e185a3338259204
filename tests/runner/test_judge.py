"""Every fault planted is found; clean trials are left alone."""

from typing import Any

import numpy as np
import pytest

from lynxrunner.judge.autocorrelation import autocorrelation
from lynxrunner.judge.bimodality import bimodality
from lynxrunner.judge.clock_events import clock_events
from lynxrunner.judge.clock_step import clock_step
from lynxrunner.judge.contention import contention
from lynxrunner.judge.drift import drift
from lynxrunner.judge.failures import failures
from lynxrunner.judge.frequency import frequency
from lynxrunner.judge.lateness import lateness
from lynxrunner.judge.observed import Fault, Judge, Observed
from lynxrunner.judge.power_source import power_source
from lynxrunner.judge.quota import quota
from lynxrunner.judge.steal import steal
from lynxrunner.judge.thermal import thermal
from lynxrunner.judge.unsettled import unsettled
from lynxrunner.judge.validity import JUDGES, validity
from lynxrunner.judge.warmup_leak import warmup_leak
from lynxschema.records.operating_point import Validity
from lynxschema.rules import LX207_validity_contradicted
from lynxschema.samples import STATUSES
from tests.runner.observed import arriving, closed, observed

RANDOM = np.random.default_rng(20261123)
MS = 1e6
CLEAN = 1_000


def clean(count: int = 2_000, milliseconds: float = 1.0, spread: float = 0.1, tail: float = 0.01) -> np.ndarray:
    """Service times [count] in ns: log-normal, a share of `tail` ten times as long."""
    stalls = np.where(RANDOM.random(count) < tail, 10, 1)
    return milliseconds * MS * RANDOM.lognormal(0, spread, count) * stalls


def single(service_ns: np.ndarray, **further: Any) -> Observed:
    return observed("single_stream", closed(service_ns), **further)


def found(judge: Judge, trial: Observed) -> Fault:
    fault = judge(trial)
    assert fault is not None
    return fault


@pytest.mark.parametrize(("slower", "misleads"), [(1.12, False), (1.5, True)])
def test_drift(slower: float, misleads: bool) -> None:
    ramp = np.linspace(1, slower, 4_000)
    fault = found(drift, single(clean(4_000, tail=0) * ramp))
    assert fault.misleads is misleads and "drift" in fault.text


def test_a_lone_stall_is_no_drift() -> None:
    times = clean(4_000)
    times[-300] = 300 * MS
    assert drift(single(times)) is None


def test_drift_of_an_open_load_allows_for_the_counting_noise() -> None:
    few = arriving(RANDOM, np.full(120, 2 * MS), 50)
    counts = [3] * 5 + [5] * 10 + [4] * 5 + [1]
    trial = observed("server", few)
    trial.record["completions_per_100ms"] = counts
    assert drift(trial) is None
    assert found(drift, Observed(trial.record, trial.rows, "single_stream")).size == pytest.approx(1 / 3)
    trial.record["completions_per_100ms"] = [30] * 5 + [20] * 10 + [10] * 5 + [1]
    assert found(drift, trial).misleads


@pytest.mark.parametrize(("slower", "misleads"), [(1.15, False), (1.6, True)])
def test_warm_up_leak(slower: float, misleads: bool) -> None:
    times = clean()
    times[:200] *= slower
    assert found(warmup_leak, single(times)).misleads is misleads


def test_warm_up_leak_needs_two_windows() -> None:
    times = clean(30)
    times[:10] *= 3
    assert warmup_leak(single(times)) is None


def test_getting_slower_is_no_warm_up() -> None:
    assert warmup_leak(single(clean() * np.linspace(1, 2, 2_000))) is None


@pytest.mark.parametrize(("share", "slower"), [(0.5, 1.3), (0.3, 1.5), (0.2, 1.5), (0.15, 3)])
def test_bimodality(share: float, slower: float) -> None:
    times = clean(spread=0.05) * np.where(RANDOM.random(2_000) < share, slower, 1)
    fault = found(bimodality, single(times))
    assert not fault.misleads


def test_steps_of_the_clock_are_no_modes() -> None:
    ticks = RANDOM.choice([51_000, 51_041, 51_083], 2_000)
    assert bimodality(single(ticks)) is None


def test_autocorrelation() -> None:
    noise = RANDOM.normal(0, 0.05, 2_000)
    for position in range(1, 2_000):
        noise[position] += 0.5 * noise[position - 1]
    assert found(autocorrelation, single(MS * np.exp(noise))).size == pytest.approx(0.5, abs=0.1)


def test_a_queue_is_no_autocorrelation() -> None:
    trial = observed("server", arriving(RANDOM, clean(), 700))
    assert trial.record["autocorrelation_lag1"] > 0.5
    assert autocorrelation(trial) is None


def test_failures() -> None:
    rows = closed(clean())
    rows["status"][:10] = STATUSES["error"]
    assert not found(failures, observed("single_stream", rows)).misleads
    rows["status"][:100] = STATUSES["timeout"]
    assert found(failures, observed("single_stream", rows)).misleads


NOISE = [
    (thermal, {"thermal_throttle_events": 3}, True),
    (quota, {"cgroup_throttled_periods": 2}, True),
    (power_source, {"power_source": {"before": "mains", "after": "battery"}}, True),
    (steal, {"steal_share": 0.05}, False),
    (steal, {"steal_share": 0.3}, True),
    (contention, {"ready_wait_share": 0.03, "other_processes_share": 0.4}, False),
    (contention, {"ready_wait_share": 0.4, "other_processes_share": 0.3}, True),
    (frequency, {"frequency_mhz": {"before": 3000.0, "after": 2400.0}}, False),
    (frequency, {"device_clock_mhz": {"before": 1980.0, "after": 1200.0}}, False),
    (clock_events, {"clock_event_reasons": ["gpu_idle", "sw_power_cap"]}, False),
    (clock_events, {"clock_event_reasons": ["sw_power_cap", "hw_thermal_slowdown"]}, True),
]


@pytest.mark.parametrize(("judge", "noise", "misleads"), NOISE)
def test_what_the_noise_record_says(judge: Judge, noise: dict[str, Any], misleads: bool) -> None:
    assert found(judge, single(clean(), noise=noise)).misleads is misleads


def test_nothing_is_called_valid_that_the_checker_refuses() -> None:
    """The noise of one trial in five, planted: where rule LX207 sees a contradiction, the runner says invalid."""
    quiet = [single(clean(500))] * 4
    for _, noise, _ in NOISE:
        trial = single(clean(500), noise=noise)
        refused = bool(list(LX207_validity_contradicted._noise(trial.record["noise"])))
        assert not refused or not validity([*quiet, trial])["valid"], noise


@pytest.mark.parametrize("noise", [
    {"ready_wait_share": 0.5, "other_processes_share": 0.004},
    {"ready_wait_share": 0.005, "other_processes_share": 0.9},
])
def test_waiting_for_own_threads_and_others_beside_are_no_fault(noise: dict[str, Any]) -> None:
    assert contention(single(clean(), noise=noise)) is None


def test_what_could_not_be_read_is_no_fault() -> None:
    state = {"not_measured": {"reason": "virtualised", "detail": "the guest sees no counters"}}
    names = ("thermal_throttle_events", "steal_share", "ready_wait_share", "frequency_mhz", "clock_event_reasons",
             "device_clock_mhz")
    trial = single(clean(), noise=dict.fromkeys(names, state))
    assert [judge(trial) for judge in (thermal, quota, steal, contention, frequency, clock_events)] == [None] * 6


@pytest.mark.parametrize(("late", "latency", "misleads"), [
    ((0.2, 0.3), (1, 2), False), ((0.6, 0.7), (1, 2), True), ((0.01, 1.5), (1, 2), False),
])
def test_lateness(late: tuple[float, float], latency: tuple[float, float], misleads: bool) -> None:
    trial = observed("server", arriving(RANDOM, clean(), 200))
    for member, values in (("dispatch_lateness_ms", late), ("latency_ms", latency)):
        trial.record[member] = {name: {"value": value} for name, value in zip(("p50", "p99"), values, strict=True)}
    assert found(lateness, trial).misleads is misleads


def test_clock_that_goes_back() -> None:
    rows = closed(clean())
    rows["completed_ns"][50] = rows["started_ns"][50] - 1
    trial = observed("single_stream", closed(clean()))
    back = Observed(trial.record, type(trial.rows)(rows), "single_stream")
    assert found(clock_step, back).misleads and found(clock_step, back).anywhere


def test_clocks_that_come_apart() -> None:
    assert not found(clock_step, single(clean(), apart_s=-3600)).misleads
    assert clock_step(single(clean(), apart_s=0.005)) is None


def test_warm_up_that_never_settled() -> None:
    assert found(unsettled, single(clean(), settled=False)).misleads


def test_a_point_is_invalid_where_half_of_its_trials_mislead() -> None:
    good, bad = single(clean()), single(clean(), settled=False)
    minority = validity([good, bad, good, good, bad])
    assert minority["valid"] and minority["reasons"] == []
    assert minority["warnings"] == ["no steady state at the end of the warm-up (worst of trials 1, 4)"]
    majority = validity([bad, good, bad, good, bad])
    assert not majority["valid"]
    assert majority["reasons"] == ["no steady state at the end of the warm-up (worst of trials 0, 2, 4)"]


def test_one_trial_with_failures_is_enough() -> None:
    rows = closed(clean())
    rows["status"][:100] = STATUSES["error"]
    verdict = validity([*[single(clean())] * 4, observed("single_stream", rows)])
    assert verdict["reasons"] == ["100 of 2000 requests were not answered (trial 4)"]


def test_sixty_trials_are_counted_not_named() -> None:
    verdict = validity([single(clean(500), settled=False)] * 60)
    assert verdict["reasons"] == ["no steady state at the end of the warm-up (worst of 60 of 60 trials)"]
    Validity.model_validate(verdict)


def test_clean_closed_trials_are_left_alone() -> None:
    """Of 1,000 clean trials under 1 % are invalid; no judge warns of more than 2 % of them."""
    spreads = RANDOM.choice([0.01, 0.1, 0.3], CLEAN).tolist()
    counts = RANDOM.integers(300, 2_001, CLEAN).tolist()
    require_quiet([single(clean(*shape)) for shape in zip(counts, [1.0] * CLEAN, spreads, strict=True)])


@pytest.mark.parametrize(("count", "milliseconds", "rate"), [(600, 2.0, 100), (100, 10.0, 20)])
def test_clean_open_trials_are_left_alone(count: int, milliseconds: float, rate: float) -> None:
    """The same at a load of 20 %, where a queue forms now and then."""
    require_quiet([observed("server", arriving(RANDOM, clean(count, milliseconds), rate)) for _ in range(CLEAN // 4)])


def require_quiet(trials: list[Observed]) -> None:
    invalid = set()
    for judge in JUDGES:
        faults = {number: fault for number, trial in enumerate(trials) if (fault := judge(trial))}
        assert len(faults) < 0.02 * len(trials), judge
        invalid |= {number for number, fault in faults.items() if fault.misleads}
    assert len(invalid) < 0.01 * len(trials)
