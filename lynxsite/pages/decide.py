"""The decision box: what a workload should run on, within bounds; without a script, who is fastest where."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from lynxschema.condition import condition
from lynxschema.numeral import significant
from lynxsite.best import Best, best_of
from lynxsite.decision import by_workload
from lynxsite.flips import SUSTAINED
from lynxsite.memo import Fragment
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.result import Result
from lynxsite.variant import line_up

EACH, MOST = 3, 12
"""Operating points of a workload, and rows altogether, of the plain list."""


def decide(registry: Registry, root: str) -> Markup:
    """A form that the script fills with the choices of a workload, and a plain list."""
    found = by_workload(registry)
    fields = [(name, field.results, field.total) for name, some in found.items() for field in some[:EACH]
              if field.results[0].value("scenario") in SUSTAINED]
    weighed = [result for _, results, _ in fields[:MOST] for result in results]
    most = max(found, key=lambda name: sum(some.total for some in found[name]), default="")
    terms = "decide", root, list(found), most, [(name, len(results), total) for name, results, total in fields[:MOST]]
    return registry.memo.fragment(weighed, partial(_decide, fields[:MOST], list(found), most, root), *terms).html


def _decide(fields: Sequence[tuple[str, list[Result], int]], workloads: list[str], most: str, root: str) -> Fragment:
    leaders = [_leader(name, best_of(results, total)) for name, results, total in fields]
    return Fragment(0, render("decide.html", root=root, workloads=workloads, most=most, leaders=leaders))


def _leader(workload: str, found: Best) -> dict[str, Any]:
    rate = found.leader.point["headline"]["throughput"]
    return {"workload": workload, "condition": condition(found.leader.point), "ranked": found.ranked,
            "executors": [(line_up(each.submission), each.href) for each in (found.leader, *found.ties)],
            "rate": f"{significant(rate['value'])} {rate['unit']}"}
