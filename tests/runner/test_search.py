"""The search for the highest rate: against capacities that are known, and in virtual time."""

from math import log
from statistics import fmean

import numpy as np
import pytest

from lynxrunner.search import FASTEST, RESOLUTION, bisect, bracket, highest, rounded
from lynxschema.order_statistics import upper_bound
from tests.runner.virtual import MS, served


@pytest.mark.parametrize("capacity", [1.7, 40, 333, 12_345])
@pytest.mark.parametrize("start", [1, 100, 20_000])
def test_a_known_capacity_is_found(capacity: float, start: float) -> None:
    asked: list[float] = []

    def holds(rate: float) -> bool:
        asked.append(rate)
        return rate <= capacity

    found = highest(holds, holds, start)
    if capacity < start / 2**4:
        assert found is None
    else:
        assert found is not None and capacity / RESOLUTION / 1.01 <= found <= capacity
    assert len(asked) <= 9 + 2 * abs(log(start / capacity, 2))


def test_brackets() -> None:
    assert bracket(lambda rate: rate < 100, 30) == (60, 120)
    assert bracket(lambda rate: rate < 100, 1_000) == (62.5, 125)
    assert bracket(lambda rate: True, 20_000) == (FASTEST, None)
    assert bracket(lambda rate: False, 256) == (None, 16)


def test_nothing_lower_is_tried_where_the_service_is_too_slow() -> None:
    asked: list[float] = []
    assert bracket(lambda rate: asked.append(rate), 256) == (None, 256)
    assert asked == [256]


def test_rates_have_three_digits() -> None:
    assert [rounded(rate) for rate in (12_345, 1_004.9, 0.123456, 99.99)] == [12_300, 1_000, 0.123, 100]
    assert bisect(lambda rate: rate <= 2.03, 2, 2.1) == 2


def test_a_rate_that_is_not_confirmed_is_lowered() -> None:
    fresh: list[float] = []

    def confirmed(rate: float) -> bool:
        fresh.append(rate)
        return rate <= 180

    found = highest(lambda rate: rate <= 200, confirmed, 50)
    assert found == fresh[-1] <= 180 < fresh[-2] and len(fresh) > 1


def test_what_never_holds_is_measured_in_full_all_the_same() -> None:
    fresh: list[float] = []
    assert highest(lambda rate: False, lambda rate: bool(fresh.append(rate)), 100) is None
    assert len(fresh) == 1


def test_the_search_finds_the_rate_of_an_m_d_1_queue() -> None:
    """Service of 1 ms, p99 within 5 ms: the same rate as from long runs at fixed rates."""

    def p99(rate: float, seed: int, requests: int) -> float:
        rows = served(rate, lambda time: time.server(1), requests, seed)
        upper = upper_bound(np.sort(rows.completed - rows.scheduled), 0.99)
        assert upper is not None
        return upper / MS

    def holds(seeds: range) -> object:
        return lambda rate: all(p99(rate, seed, 4_000) <= 5 for seed in seeds)

    found = highest(holds(range(1)), holds(range(1, 6)), 300)  # type: ignore[arg-type]
    assert found is not None
    assert fmean(p99(found, seed, 20_000) for seed in range(10, 14)) < 5
    assert fmean(p99(1.3 * found, seed, 20_000) for seed in range(10, 14)) > 5
