"""The page of coverage: what is measured, with energy, verified, replicated, and what is not."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Literal

from markupsafe import Markup

from lynxschema.catalogue.own import known
from lynxschema.condition import SCENARIOS
from lynxsite.effective import DECLARED
from lynxsite.measured import Grid, grid, unmeasured
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
    rows = [_row(name, results, twice) for name, results in _standing(registry).items()]
    return render("coverage.html", root=root, rows=rows, scenarios=SCENARIOS, missing=_missing(registry),
                  grids=_grids(registry), open=_open(registry))


def _standing(registry: Registry) -> dict[str, list[Result]]:
    """Results by workload, without what was withdrawn."""
    found = by_workload(registry)
    return {name: [each for each in results if not each.submission.withdrawn] for name, results in found.items()}


def _grids(registry: Registry) -> dict[str, Grid]:
    """Where results are and where none are."""
    left = [each for each in registry.submissions if not each.withdrawn]
    return {
        "Workload": grid(left, lambda each: each.precision),
        "Runtime": grid(left, lambda each: each.precision, by=lambda each: each.facts.runtime),
    }


def _open(registry: Registry) -> list[tuple[str, list[str]]]:
    """Workloads of the catalogue with the operating points that it names and nobody measured."""
    by_name = _standing(registry)
    measured = {name: {(each.value("scenario"), each.value("batch")) for each in results}
                for name, results in by_name.items()}
    found = [(name, unmeasured(entry, measured.get(name, set())))
             for name, entry in known("workloads", registry.catalogue).items()]
    return [(name, left) for name, left in found if left]


def _row(name: str, results: list[Result], twice: set[Result]) -> dict[str, Any]:
    scenarios = Counter(result.value("scenario") for result in results)
    return {
        "workload": name, "results": len(results),
        "scenarios": [scenarios[each] for each in SCENARIOS.values()],
        "energy": sum(result.value("energy") is not None for result in results),
        "effective": sum(result.submission.facts.effective != DECLARED for result in results),
        "quality": sum(result.submission.facts.scored for result in results),
        "replicated": len(twice.intersection(results)),
    }


def _missing(registry: Registry) -> dict[Kind, list[str]]:
    """Entries of the catalogue that no submission names."""
    return {kind: sorted(set(known(kind, registry.catalogue)) - _named(registry, read)) for kind, read in _READ.items()}


def _named(registry: Registry, read: Callable[[Submission], Iterable[str]]) -> set[str]:
    return {name for submission in registry.submissions for name in read(submission)}


_READ: dict[Kind, Callable[[Submission], Iterable[str]]] = {
    "workloads": lambda submission: [submission.facts.workload],
    "devices": lambda submission: submission.facts.device_ids,
    "runtimes": lambda submission: [submission.facts.runtime],
}
