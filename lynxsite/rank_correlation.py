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


def places(order: Order, items: tuple[Hashable, ...]) -> dict[Hashable, int]:
    """Place of each item, 1 for the best: one more than are resolved above it."""
    found = dict.fromkeys(items, 1)
    for (first, second), sign in order.items():
        found[first if sign > 0 else second] += sign != 0
    return found
