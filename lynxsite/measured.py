"""How many results there are of a subject, by workload and another of its sides."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from lynxsite.submission import Submission


class Grid(NamedTuple):
    """Counts: a row per workload, a column per value."""

    columns: list[str]
    rows: list[tuple[str, list[int]]]


def grid(submissions: Sequence[Submission], side: Callable[[Submission], str], most: int = 12) -> Grid:
    """Results by workload and the `most` frequent values of a side."""
    counted: Counter[tuple[str, str]] = Counter()
    for each in submissions:
        counted[each.facts.workload, side(each)] += len(each.rows)
    totals: Counter[str] = Counter()
    for (_, value), count in counted.items():
        totals[value] += count
    columns = sorted(value for value, _ in totals.most_common(most))
    workloads = sorted({workload for workload, _ in counted})
    return Grid(columns, [(name, [counted[name, value] for value in columns]) for name in workloads])
