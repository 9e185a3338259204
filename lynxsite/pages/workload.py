"""The page of a workload: throughput against time by precision, and all its results."""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup

from lynxschema.condition import condition
from lynxschema.numeral import significant
from lynxsite.best import Best, best, is_sustained
from lynxsite.figure import TIMES, figure
from lynxsite.line_up import tables
from lynxsite.page import Page, root
from lynxsite.pages.explorer import table
from lynxsite.planned import Planned
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.result import Result
from lynxsite.tradeoff import MOST, dots
from lynxsite.variant import line_up

Results = list[Result]
CHARTED = ("latency_ms", "batch_service_ms")
LISTED, BEST, TIES = 50, 24, 6


def pages(registry: Registry) -> Iterator[Planned]:
    """One page per workload that has a result, of its results alone."""
    for name, results in by_workload(registry).items():
        path, found = f"workloads/{name}/", (result.submission for result in results)
        yield Planned.of(path, partial(_page, path, name, results), dict.fromkeys(found))


@lru_cache(maxsize=2)
def by_workload(registry: Registry) -> dict[str, Results]:
    """Results by the workload's id, in the order of the ids."""
    found: dict[str, Results] = {}
    for result in registry.results:
        found.setdefault(result.submission.facts.workload, []).append(result)
    return dict(sorted(found.items()))


def listing(registry: Registry, base: str) -> Markup:
    """All workloads with their numbers of results."""
    rows = [(results[0].submission.record["workload"], len(results)) for results in by_workload(registry).values()]
    return render("workloads.html", root=base, rows=rows)


def _page(path: str, name: str, results: Results) -> Page:
    base = root(path)
    charts = [chart for member in CHARTED if (chart := _chart(results, member, base))]
    newest = results[0].submission.record["workload"]
    content = render("workload.html", root=base, name=name, model=newest["model"], task=newest["task"],
                     charts=charts, tables=tables(results), metered=_metered(results),
                     best=[_leader(each) for each in best(results, BEST)], most_best=BEST,
                     count=len(results), most=MOST, table=table(results[:LISTED], base), listed=LISTED)
    return Page(path, name, f"{len(results)} inference results of {name}, each with its executor.", content)


def _metered(results: Results) -> bool:
    return any(result.value("energy") is not None for result in results)


def _leader(found: Best) -> dict[str, Any]:
    """The fastest at one operating point, and who ties with it."""
    ties = [(line_up(each.submission), each.href) for each in found.ties]
    return {"condition": condition(found.leader.point), "name": line_up(found.leader.submission),
            "href": found.leader.href, "ties": ties[:TIES], "more": len(ties[TIES:]), "ranked": found.ranked,
            "figure": _ranking(found.leader)}


def _ranking(leader: Result) -> str:
    """The figure by which it leads: its throughput, or p99 where the load sets the throughput."""
    headline = leader.point["headline"]
    if not is_sustained(leader):
        return f"p99 {figure(headline['latency_ms']['p99']).value} ms"
    return f"{figure(headline['throughput']).value} {headline['throughput']['unit']}"


def _chart(results: Results, member: str, base: str) -> dict[str, Any] | None:
    data = dots(results, member, base)
    if not data:
        return None
    units = sorted({dot["unit"] for dot in data})
    what = TIMES[member][:1].lower() + TIMES[member][1:]
    title = f"Throughput ({' or '.join(units)}) against the p50 of the {what}, by precision"
    return {"title": title, "data": {"results": data}, "alternative": _alternative(data, units), "time": TIMES[member]}


def _alternative(data: list[dict[str, Any]], units: list[str]) -> str:
    kinds = sorted({dot["precision"] for dot in data})
    spans = "; ".join(_span(kind, [dot for dot in data if dot["precision"] == kind], units) for kind in kinds)
    counted = f"The newest {MOST} results" if len(data) == MOST else f"{len(data)} results"
    return f"{counted}. {spans}."


def _span(precision: str, data: list[dict[str, Any]], units: list[str]) -> str:
    rates, times = [dot["rate"] for dot in data], [dot["ms"] for dot in data]
    rate = f"{significant(min(rates))} to {significant(max(rates))} {' or '.join(units)}"
    return f"{precision}: {rate} at p50 of {significant(min(times))} to {significant(max(times))} ms"
