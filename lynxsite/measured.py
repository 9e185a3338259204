"""How many results there are, by workload or another side, and what the catalogue asks for that nobody measured."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from lynxschema.condition import SCENARIOS
from lynxsite.submission import Submission

Side = Callable[[Submission], str]


class Grid(NamedTuple):
    """Counts: a row per workload or other side, a column per value."""

    columns: list[str]
    rows: list[tuple[str, list[int]]]


def workload(submission: Submission) -> str:
    """What a grid's rows are of, where nothing else is asked for."""
    return submission.facts.workload


def grid(submissions: Sequence[Submission], side: Side, most: int = 12, by: Side = workload) -> Grid:
    """Results by workload, or another side, and the `most` frequent values of a side."""
    counted: Counter[tuple[str, str]] = Counter()
    for each in submissions:
        counted[by(each), side(each)] += len(each.rows)
    totals: Counter[str] = Counter()
    for (_, value), count in counted.items():
        totals[value] += count
    columns = sorted(value for value, _ in totals.most_common(most))
    rows = sorted({name for name, _ in counted})
    return Grid(columns, [(name, [counted[name, value] for value in columns]) for name in rows])


def unmeasured(entry: dict[str, Any], measured: Collection[tuple[str, int | None]]) -> list[str]:
    """Scenarios with their batches that a workload's entry of the catalogue names and no result has."""
    found = []
    for asked in entry["scenarios"]:
        name = SCENARIOS[asked["scenario"]]
        left = [str(size) for size in asked["batches"] if (name, size) not in measured]
        if left:
            found.append(f"{name}, batch {', '.join(left)}")
    return found
