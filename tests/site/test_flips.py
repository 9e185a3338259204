"""Orders of line-ups, their correlation and what flips."""

import re
from pathlib import Path

import pytest
import vl_convert

from lynxsite.charts import slope
from lynxsite.flips import Shift, fields, orders_of, shifts
from lynxsite.rank_correlation import places, tau
from lynxsite.registry import Registry
from lynxsite.submission import Submission
from tests.site import records, variety

ORDER = {("a", "b"): 1, ("a", "c"): 1, ("b", "c"): 1}


def test_tau_of_equal_reversed_and_tied_orders() -> None:
    reversed_order = {pair: -sign for pair, sign in ORDER.items()}
    assert tau(ORDER, ORDER) == 1 and tau(ORDER, reversed_order) == -1
    assert tau(ORDER, dict.fromkeys(ORDER, 0)) is None
    assert tau(ORDER, {**ORDER, ("b", "c"): 0}) == pytest.approx(2 / 6**0.5)


def test_ties_share_a_place() -> None:
    assert places(ORDER, ("a", "b", "c")) == {"a": 3, "b": 2, "c": 1}
    assert places({**ORDER, ("b", "c"): 0}, ("a", "b", "c")) == {"a": 3, "b": 1, "c": 1}


def test_each_place_has_one_label_though_all_share_the_first() -> None:
    drawn = [{"lineup": name, "name": name, "setting": setting, "position": place, "place": 1, "at": at, "rate": "1/s"}
             for name, at in (("A", 1), ("B", 1.12)) for place, setting in enumerate(("fp32", "int8"))]
    svg = vl_convert.vegalite_to_svg(slope.specification() | {"width": 300, "datasets": {"places": drawn}})
    assert re.findall(r">(\d+)</text>", svg) == ["1", "2"]


def _registry(slower_at_32: float) -> Registry:
    """Two precisions in four operating points; the second slower by a factor at batch 32."""
    made = [record for _, record in variety.variety(2)]
    for trial in made[1]["operating_points"][3]["trials"]:
        trial["throughput"]["value"] /= slower_at_32
    return Registry(tuple(Submission.of(Path("lab") / f"result-{n}", record) for n, record in enumerate(made)))


def _shifts(slower_at_32: float) -> list[Shift]:
    found = fields(_registry(slower_at_32))
    field = next(field for field in found if field.axis == "operating point")
    return shifts(field, orders_of(field))


def test_a_pair_flips_where_the_order_turns() -> None:
    found = _shifts(slower_at_32=10)
    assert [len(shift.flipped) for shift in found] == [1, 1, 1, 0, 0, 0]
    assert {shift.tau for shift in found} == {1.0, -1.0}


def test_without_a_turn_nothing_flips() -> None:
    assert not any(shift.flipped for shift in _shifts(slower_at_32=1))


def test_one_result_makes_no_field() -> None:
    assert fields(Registry((Submission.of(Path("lab") / "one", records.record()),))) == []
