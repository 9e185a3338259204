"""Kendall's rank correlation where some pairs tie."""

from collections.abc import Hashable
from math import sqrt

Order = dict[tuple[Hashable, Hashable], int]
"""For each pair 1, -1 or 0 for a tie."""


def tau(before: Order, after: Order) -> float | None:
    """Kendall's tau-b (Kendall 1945) over the pairs of two orders; None where one of them has only ties."""
    agreement = sum(before[pair] * after[pair] for pair in before)
    untied = [sum(sign != 0 for sign in order.values()) for order in (before, after)]
    return agreement / sqrt(untied[0] * untied[1]) if all(untied) else None


def places(order: Order, items: tuple[Hashable, ...]) -> dict[Hashable, float]:
    """Place of each item, 1 for the best; items are below all that are resolved above them."""
    above = dict.fromkeys(items, 0)
    below = dict.fromkeys(items, 0)
    for (first, second), sign in order.items():
        worse, better = (first, second) if sign > 0 else (second, first)
        above[worse] += sign != 0
        below[better] += sign != 0
    return {item: (above[item] + len(items) - 1 - below[item]) / 2 + 1 for item in items}
