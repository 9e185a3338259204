"""Percentiles, bounds and intervals against known truth."""

import numpy as np
import pytest

from lynxschema import evidence, student
from lynxschema.joined import Joined
from lynxschema.order_statistics import PERCENTILES, excesses, least_count, nearest_rank, upper_bound

RANDOM = np.random.default_rng(20261123)


@pytest.mark.parametrize("n", [1, 7, 100, 1000, 2000])
@pytest.mark.parametrize("p", PERCENTILES.values())
def test_nearest_rank_is_the_inverted_distribution(n: int, p: float) -> None:
    values = np.sort(RANDOM.integers(1, 10**9, n))
    assert nearest_rank(values, p) == np.quantile(values, p, method="inverted_cdf")


def test_first_counts_that_bound_a_percentile() -> None:
    assert [least_count(p) for p in PERCENTILES.values()] == [7, 44, 90, 459, 4603]
    for p in PERCENTILES.values():
        n = least_count(p)
        assert excesses(n, p) == 0
        assert excesses(n - 1, p) is None


def test_a_percentile_without_a_bound_is_left_out() -> None:
    figure = evidence.distribution(RANDOM.integers(1000, 2000, 458))
    assert "p95" in figure and "p99" not in figure
    assert "p99" in evidence.distribution(RANDOM.integers(1000, 2000, 459))


@pytest.mark.parametrize("p", [0.5, 0.9, 0.99])
def test_bounds_cover_the_true_quantile_in_98_of_100_trials(p: float) -> None:
    trials = np.sort(RANDOM.exponential(1e6, (2000, 700)).astype(np.int64), axis=1)
    truth = -np.log(1 - p) * 1e6
    covered = sum(upper_bound(trial, p) >= truth for trial in trials)
    assert covered / len(trials) >= 0.98


# Quantiles of Student's t, two-sided 95 %, as printed in statistical tables (NIST handbook, 1.3.6.7.2).
TABLE = {1: 12.706, 2: 4.303, 4: 2.776, 9: 2.262, 30: 2.042, 100: 1.984}


@pytest.mark.parametrize(("freedom", "value"), TABLE.items())
def test_student_quantiles(freedom: float, value: float) -> None:
    assert student.quantile(0.975, freedom) == pytest.approx(value, abs=5e-4)


def test_fractional_freedom_lies_between_its_neighbours() -> None:
    assert student.quantile(0.975, 2) > student.quantile(0.975, 2.5) > student.quantile(0.975, 3)


@pytest.mark.parametrize("spread", [0.001, 0.02, 0.05, 0.10])
def test_the_interval_over_five_trials_covers_at_its_level(spread: float) -> None:
    trials = 4.0 * np.exp(RANDOM.normal(0, spread, (4000, 5)))
    intervals = [evidence.over_trials(list(values))["interval"] for values in trials]
    covered = sum(interval["low"] <= 4.0 <= interval["high"] for interval in intervals)
    assert covered / len(intervals) == pytest.approx(0.95, abs=0.012)


def test_one_trial_has_no_interval() -> None:
    assert evidence.over_trials([4.0])["interval"]["not_measured"]["reason"] == "too_few_trials"


def test_histogram_counts_everything_once() -> None:
    times = RANDOM.integers(10_000, 5_000_000, 3000)
    figure = evidence.histogram(times)
    assert sum(figure["counts"]) == 3000 and len(figure["counts"]) == 64
    assert evidence.histogram(np.full(5, 7, dtype=np.int64))["counts"][0] == 5


def test_drift_and_autocorrelation_see_what_was_planted() -> None:
    assert evidence.drift([10] * 20) == 0
    assert evidence.drift([10] * 10 + [20] * 10 + [1]) == pytest.approx(1.0)
    assert "not_measured" in evidence.drift([10, 10])
    walk = np.cumsum(RANDOM.normal(0, 1, 2000))
    assert evidence.autocorrelation((walk * 1e5).astype(np.int64)) > 0.9
    assert abs(evidence.autocorrelation(RANDOM.integers(0, 10**6, 2000))) < 0.1


def test_completions_fall_into_their_period() -> None:
    completed = np.array([1, 99_999_999, 100_000_000, 350_000_000]) + 1000
    assert evidence.completions(completed, 1000) == [2, 1, 0, 1]


TRIALS = [RANDOM.integers(1, 10**9, n) for n in (1, 2, 29, 30, 31, 459, 5000)]


def test_trials_end_to_end_have_the_figures_of_each_alone() -> None:
    joined = Joined.of(TRIALS)
    assert evidence.distributions(joined) == [evidence.distribution(times) for times in TRIALS]
    assert evidence.autocorrelations(joined) == [evidence.autocorrelation(times) for times in TRIALS]
    starts = [int(times.min()) for times in TRIALS]
    alone = [evidence.completions(times, start) for times, start in zip(TRIALS, starts, strict=True)]
    assert evidence.completions_of(joined, starts) == alone
    assert evidence.distributions(Joined.of([])) == evidence.autocorrelations(Joined.of([])) == []


@pytest.mark.parametrize("times", TRIALS)
def test_figures_are_those_of_their_definitions(times: np.ndarray) -> None:
    figure = evidence.distribution(times)
    assert figure["mean"] == pytest.approx(times.mean() / 1e6, rel=1e-12)
    assert (figure["minimum"], figure["maximum"]) == (times.min() / 1e6, times.max() / 1e6)
    for name in figure.keys() & PERCENTILES.keys():
        assert figure[name]["value"] == nearest_rank(np.sort(times), PERCENTILES[name]) / 1e6
        assert figure[name]["upper"] == upper_bound(np.sort(times), PERCENTILES[name]) / 1e6
    if len(times) >= evidence.LEAST_FOR_AUTOCORRELATION:
        centred = times - times.mean()
        expected = centred[:-1] @ centred[1:] / (centred @ centred)
        assert evidence.autocorrelation(times) == pytest.approx(expected, rel=1e-9, abs=1e-12)
