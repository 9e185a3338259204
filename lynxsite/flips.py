"""Rank flips: how the order of the same line-ups changes from setting to setting.

A line-up is an executor, without its precision where precision is what varies. A setting is an operating point of
one workload, or a precision at one operating point. Within a setting all line-ups can be ranked with each other.
"""

from collections.abc import Hashable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from lynxschema.comparison import ratios
from lynxschema.condition import SCENARIOS
from lynxsite.rank_correlation import Order, tau
from lynxsite.ranked import BOUND, Ranked, ranked
from lynxsite.registry import Registry
from lynxsite.result import Result
from lynxsite.signature import FACTORS

MOST_LINEUPS, MOST_SETTINGS = 7, 6
SUSTAINED = tuple(SCENARIOS[name] for name in ("single_stream", "concurrent", "offline"))
_Placed = tuple[int, int, Result]


class Field(NamedTuple):
    """Line-ups and settings, with at most one result for each pair: `results[setting][lineup]`."""

    axis: str
    lineups: tuple[Hashable, ...]
    settings: tuple[Hashable, ...]
    results: dict[Hashable, dict[Hashable, Result]]


class Shift(NamedTuple):
    """From one setting to another: Kendall's tau-b (None where an order has only ties), and pairs that flipped."""

    settings: tuple[Hashable, Hashable]
    tau: float | None
    flipped: list[tuple[Hashable, Hashable]]


@lru_cache(maxsize=2)
def fields(registry: Registry) -> list[Field]:
    """Every field of at least two line-ups in two settings, the largest first."""
    every = ranked(registry)
    axes, found = list(_axes(every)), dict[tuple[str, int], list[_Placed]]()
    for place, result in enumerate(every.results):
        if result.value("scenario") in SUSTAINED:
            for axis, context, lineup, setting in axes:
                found.setdefault((axis, context[place]), []).append((lineup[place], setting[place], result))
    made = (_field(axis, rows) for (axis, _), rows in found.items())
    kept = [field for field in made if len(field.lineups) > 1 and len(field.settings) > 1]
    return sorted(kept, key=lambda field: -len(field.lineups) * len(field.settings))


def orders_of(field: Field) -> dict[Hashable, Order]:
    """The order in each setting."""
    return {setting: order(field, setting) for setting in field.settings}


def shifts(field: Field, orders: dict[Hashable, Order]) -> list[Shift]:
    """Every two settings, those with most flips first."""
    made = [_shift(pair, orders, field.lineups) for pair in combinations(field.settings, 2)]
    return sorted(made, key=lambda shift: -len(shift.flipped))


def order(field: Field, setting: Hashable) -> Order:
    """For each two line-ups 1 where the second has more throughput, -1 where less, 0 where they tie."""
    results = field.results[setting]
    return {pair: _sign(results[pair[0]], results[pair[1]]) for pair in combinations(field.lineups, 2)}


def _axes(every: Ranked) -> Iterator[tuple[str, list[int], list[int], list[int]]]:
    """Axis, and per result as numbers what is equal throughout, line-up and setting."""
    workload, executor = every.alike("workload", BOUND), every.alike(*FACTORS)
    yield "operating point", workload.tolist(), executor.tolist(), every.alike("operating_point").tolist()
    others = every.alike(*(name for name in FACTORS if name != "precision"))
    yield "precision", every.field.tolist(), others.tolist(), every.alike("precision").tolist()


def _field(axis: str, rows: list[_Placed]) -> Field:
    """The line-ups that stand in most settings, in the settings that all of them share; the newest result counts."""
    results: dict[Hashable, dict[Hashable, Result]] = {}
    for lineup, setting, result in rows:
        results.setdefault(setting, {}).setdefault(lineup, result)
    settings = sorted(results, key=lambda setting: -len(results[setting]))[:MOST_SETTINGS]
    seen = dict.fromkeys(lineup for setting in settings for lineup in results[setting])
    ranked = sorted(seen, key=lambda lineup: -sum(lineup in results[setting] for setting in settings))
    lineups = tuple(ranked[:MOST_LINEUPS])
    shared = tuple(setting for setting in settings if all(lineup in results[setting] for lineup in lineups))
    return Field(axis, lineups, shared, results)


def _sign(first: Result, second: Result) -> int:
    rate = next(ratios(first.point, second.point, ranked=True))
    return 0 if rate["tie"] else 1 if rate["ratio"] > 1 else -1


def _shift(
    pair: tuple[Hashable, Hashable], orders: dict[Hashable, Order], lineups: tuple[Hashable, ...]
) -> Shift:
    before, after = orders[pair[0]], orders[pair[1]]
    flipped = [each for each in combinations(lineups, 2) if before[each] * after[each] < 0]
    return Shift(pair, tau(before, after), flipped)
