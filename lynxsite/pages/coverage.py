"""The page of coverage: what is measured, with energy, verified, replicated, and what is not."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from markupsafe import Markup

from lynxschema.catalogue import entries
from lynxsite.condition import SCENARIOS
from lynxsite.effective import DECLARED
from lynxsite.pages.workload import by_workload
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.replication import replicated
from lynxsite.result import Result
from lynxsite.submission import Submission

Kind = Literal["workloads", "devices", "runtimes"]


def coverage(registry: Registry, root: str) -> Markup:
    """Per workload how many results there are of which sort; per catalogue what has none."""
    twice = {result for results in replicated(registry) for result in results}
    rows = [_row(name, results, twice) for name, results in by_workload(registry).items()]
    return render("coverage.html", root=root, rows=rows, scenarios=SCENARIOS, missing=_missing(registry))


def _row(name: str, results: list[Result], twice: set[Result]) -> dict[str, Any]:
    precisions = sorted({result.submission.precision for result in results})
    return {
        "workload": name, "results": len(results), "precisions": precisions,
        "scenarios": [sum(result.value("scenario") == each for result in results) for each in SCENARIOS.values()],
        "energy": sum(result.value("energy") is not None for result in results),
        "effective": sum(result.submission.facts.effective != DECLARED for result in results),
        "quality": sum(result.submission.facts.scored for result in results),
        "replicated": sum(result in twice for result in results),
    }


def _missing(registry: Registry) -> dict[Kind, list[str]]:
    """Entries of the catalogue that no submission names."""
    return {kind: sorted(set(entries(kind)) - _named(registry, read)) for kind, read in _READ.items()}


def _named(registry: Registry, read: Callable[[Submission], Iterable[str]]) -> set[str]:
    return {name for submission in registry.submissions for name in read(submission)}


_READ: dict[Kind, Callable[[Submission], Iterable[str]]] = {
    "workloads": lambda submission: [submission.facts.workload],
    "devices": lambda submission: submission.facts.device_ids,
    "runtimes": lambda submission: [submission.facts.runtime],
}
