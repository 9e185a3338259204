"""The search for the highest rate: against capacities that are known, and in virtual time."""

from collections.abc import Callable
from math import log
from statistics import fmean
from typing import TypeVar

import numpy as np
import pytest

from lynxrunner.search import FASTEST, RESOLUTION, Asking, bisect, bracket, highest, rounded
from lynxschema.order_statistics import upper_bound
from tests.runner.virtual import MS, served

T = TypeVar("T")


def answered(
    asking: Asking[T], steps: Callable[[float], bool | None], confirmed: Callable[[float], bool] | None = None
) -> T:
    """What a search returns whose steps and results are answered so."""
    answer = None
    try:
        while True:
            asked = asking.send(answer)
            answer = confirmed(asked.rate) if confirmed and asked.purpose == "result" else steps(asked.rate)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]


@pytest.mark.parametrize("capacity", [1.7, 40, 333, 12_345])
@pytest.mark.parametrize("start", [1, 100, 20_000])
def test_a_known_capacity_is_found(capacity: float, start: float) -> None:
    asked: list[float] = []

    def holds(rate: float) -> bool:
        asked.append(rate)
        return rate <= capacity

    found = answered(highest(start), holds)
    if capacity < start / 2**4:
        assert found is None
    else:
        assert found is not None and capacity / RESOLUTION / 1.01 <= found <= capacity
    assert len(asked) <= 9 + 2 * abs(log(start / capacity, 2))


def test_brackets() -> None:
    assert answered(bracket(30), lambda rate: rate < 100) == (60, 120)
    assert answered(bracket(1_000), lambda rate: rate < 100) == (62.5, 125)
    assert answered(bracket(20_000), lambda rate: True) == (FASTEST, None)
    assert answered(bracket(256), lambda rate: False) == (None, 16)


def test_nothing_lower_is_tried_where_the_service_is_too_slow() -> None:
    asked: list[float] = []
    assert answered(bracket(256), lambda rate: asked.append(rate)) == (None, 256)
    assert asked == [256]


def test_rates_have_three_digits() -> None:
    assert [rounded(rate) for rate in (12_345, 1_004.9, 0.123456, 99.99)] == [12_300, 1_000, 0.123, 100]
    assert answered(bisect(2, 2.1), lambda rate: rate <= 2.03) == 2


def test_a_rate_that_is_not_confirmed_is_lowered() -> None:
    fresh: list[float] = []

    def confirmed(rate: float) -> bool:
        fresh.append(rate)
        return rate <= 180

    found = answered(highest(50), lambda rate: rate <= 200, confirmed)
    assert found == fresh[-1] <= 180 < fresh[-2] and len(fresh) > 1


def test_what_never_holds_is_measured_in_full_all_the_same() -> None:
    fresh: list[float] = []
    assert answered(highest(100), lambda rate: False, lambda rate: bool(fresh.append(rate))) is None
    assert len(fresh) == 1


def test_the_search_finds_the_rate_of_an_m_d_1_queue() -> None:
    """Service of 1 ms, p99 within 5 ms: the same rate as from long runs at fixed rates."""

    def p99(rate: float, seed: int, requests: int) -> float:
        rows = served(rate, lambda time: time.server(1), requests, seed)
        upper = upper_bound(np.sort(rows.completed - rows.scheduled), 0.99)
        assert upper is not None
        return upper / MS

    def holds(seeds: range) -> Callable[[float], bool]:
        return lambda rate: all(p99(rate, seed, 4_000) <= 5 for seed in seeds)

    found = answered(highest(300), holds(range(1)), holds(range(1, 6)))
    assert found is not None
    assert fmean(p99(found, seed, 20_000) for seed in range(10, 14)) < 5
    assert fmean(p99(1.3 * found, seed, 20_000) for seed in range(10, 14)) > 5
