"""The page of coverage: what is measured, with energy, verified, replicated, and what is not."""

from collections.abc import Callable
from typing import Any, Literal

from markupsafe import Markup

from lynxschema.catalogue import entries
from lynxschema.leaves import state_of
from lynxsite.condition import SCENARIOS
from lynxsite.controlled import Result
from lynxsite.effective import DECLARED, effective
from lynxsite.energy import joules
from lynxsite.pages.workload import by_workload
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.replication import replicated
from lynxsite.submission import Submission

Kind = Literal["workloads", "devices", "runtimes"]


def coverage(registry: Registry, root: str) -> Markup:
    """Per workload how many results there are of which sort; per catalogue what has none."""
    twice = {id(point) for results in replicated(registry) for _, point in results}
    rows = [_row(name, results, twice) for name, results in by_workload(registry).items()]
    return render("coverage.html", root=root, rows=rows, scenarios=SCENARIOS, missing=_missing(registry))


def _row(name: str, results: list[Result], twice: set[int]) -> dict[str, Any]:
    precisions = sorted({submission.precision for submission, _ in results})
    return {
        "workload": name, "results": len(results), "precisions": precisions,
        "scenarios": [sum(point["scenario"] == each for _, point in results) for each in SCENARIOS],
        "energy": sum(joules(point) is not None for _, point in results),
        "effective": sum(effective(submission.record) != DECLARED for submission, _ in results),
        "quality": sum(not state_of(submission.record["quality"]) for submission, _ in results),
        "replicated": sum(id(point) in twice for _, point in results),
    }


def _missing(registry: Registry) -> dict[Kind, list[str]]:
    """Entries of the catalogue that no submission names."""
    return {kind: sorted(set(entries(kind)) - _named(registry, read)) for kind, read in _READ.items()}


def _named(registry: Registry, read: Callable[[Submission], list[str]]) -> set[str]:
    return {name for submission in registry.submissions for name in read(submission)}


_READ: dict[Kind, Callable[[Submission], list[str]]] = {
    "workloads": lambda submission: [submission.record["workload"]["id"]],
    "devices": lambda submission: [each["id"] for each in submission.record["executor"]["hardware"]["devices"]],
    "runtimes": lambda submission: [submission.record["executor"]["runtime"]["id"]],
}
