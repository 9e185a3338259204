"""What a decision is made of: per workload and operating point, the executors worth weighing."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from lynxschema.condition import condition
from lynxschema.leaves import state_of
from lynxsite.flips import SUSTAINED
from lynxsite.ranked import ranked
from lynxsite.registry import Registry
from lynxsite.result import Result
from lynxsite.signature import FACTORS
from lynxsite.variant import line_up

Record = dict[str, Any]
FIELDS, MOST = 24, 40
"""Operating points of a workload, and executors at each, that are weighed: a file that a page can ask for."""


class Weighed(NamedTuple):
    """Results that may be ranked together, one per executor, the newest; the fastest first.

    `total` counts the executors, of which `results` are those that a choice can fall on.
    """

    results: list[Result]
    total: int


@lru_cache(maxsize=2)
def by_workload(registry: Registry) -> dict[str, list[Weighed]]:
    """The fields of each workload; those with most executors first."""
    every = ranked(registry)
    found: dict[str, dict[int, list[Result]]] = {}
    for place, field in zip(every.newest.tolist(), every.field[every.newest].tolist(), strict=True):
        result = every.results[place]
        found.setdefault(result.submission.facts.workload, {}).setdefault(field, []).append(result)
    return {name: _largest(fields.values()) for name, fields in sorted(found.items())}


def _largest(fields: Iterable[list[Result]]) -> list[Weighed]:
    ordered = sorted(fields, key=len, reverse=True)[:FIELDS]
    return [Weighed(_worth(each), len(each)) for each in ordered]


def _worth(results: list[Result]) -> list[Result]:
    """The fastest, and those that are best in what else can be asked for."""
    ordered = sorted(results, key=attrgetter("rate"), reverse=True)
    least = [ordered[min(some)[1]] for name in ("p50", "p99", "energy") if (some := _known(ordered, name))]
    scored = _known(ordered, "quality")
    most = [ordered[max(scored, key=itemgetter(0))[1]]] if scored else []
    return list(dict.fromkeys([*ordered[:MOST], *least, *most]))


def _known(ordered: list[Result], column: str) -> list[tuple[float, int]]:
    """What is known of a column, with its place."""
    values = (each.value(column) for each in ordered)
    return [(float(value), place) for place, value in enumerate(values) if value is not None]


def choices(name: str, fields: list[Weighed]) -> Record:
    """A workload's fields as the decision box reads them; quality counts in the metric that most results have."""
    metrics = Counter(each.value("metric") for field in fields for each in field.results
                      if each.value("quality") is not None)
    metric = metrics.most_common(1)[0][0] if metrics else ""
    return {"format": 1, "workload": name, "metric": metric, "fields": [_field(each, metric) for each in fields]}


def _field(field: Weighed, metric: str) -> Record:
    first = field.results[0]
    sustained = first.value("scenario") in SUSTAINED
    shown = [_choice(each, metric, sustained) for each in field.results]
    return {"condition": condition(first.point), "per": first.value("per"), "by": "throughput" if sustained else "p99",
            "unit": first.value("unit") if sustained else "ms", "total": field.total,
            "choices": [each for each in shown if each["trials"]]}


def _choice(result: Result, metric: str, sustained: bool) -> Record:
    """One result. `trials` holds the figure that ranks, of each trial: at a given rate that is the p99."""
    one, point = result.submission, result.point
    return {
        "executor": "".join(result.signature.part(name) for name in FACTORS),
        "name": line_up(one), "href": result.href, "standing": one.standing,
        "p50": result.value("p50"), "p99": result.value("p99"), "watts": watts(point),
        "quality": result.value("quality") if result.value("metric") == metric else None,
        "trials": [each["throughput"]["value"] for each in point["trials"]] if sustained else _p99(point),
    }


def _p99(point: Record) -> list[float]:
    found = [trial["latency_ms"].get("p99") for trial in point["trials"]]
    return [each["value"] for each in found] if all(found) else []


def watts(point: Record) -> float | None:
    """Mean power over the metered window, where energy was metered."""
    metered = point["energy"]
    return None if state_of(metered) else float(f"{metered['joules'] / metered['window_s']:.6g}")
