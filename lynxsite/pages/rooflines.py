"""The page of rooflines: what limits each operating point."""

from collections import Counter
from math import inf
from typing import Any

from markupsafe import Markup

from lynxschema.condition import condition
from lynxschema.numeral import significant
from lynxschema.roofline import Roof, Roofline
from lynxschema.roofline_sentence import sentence
from lynxsite.generation import PHASES
from lynxsite.quantity import quantity
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.under_roofs import LIMITS, MOST, Field, Placed, fields, newest

SHOWN, DOTS = 12, 200
"""Charts on the page, and dots of one."""
SOURCES = {"measured": "measured on the device", "datasheet": "from its data sheet"}


def rooflines(registry: Registry, root: str) -> Markup:
    """A chart and a table per device, format and pair of roofs."""
    states = (submission.state for submission in newest(registry))
    total = len(registry.submissions)
    made = registry.memo.made(states, lambda: str(_rooflines(registry, root)), "rooflines", root, total)
    return Markup(made)  # noqa: S704 - rendered by a template


def _rooflines(registry: Registry, root: str) -> Markup:
    found = fields(registry)
    counted = Counter(placed.limit for field in found for placed in field.placed)
    return render("rooflines.html", root=root, submissions=len(registry.submissions), most=MOST, total=len(found),
                  counted=[(limit, counted[limit]) for limit in LIMITS if counted[limit]],
                  sections=[render("rooflines_field.html", root=root, field=shown(field, root))
                            for field in found[:SHOWN]])


def shown(field: Field, root: str) -> dict[str, Any]:
    """A field as the page says it."""
    placed, line = field.placed[:DOTS], field.placed[0].roofline
    rows = [_row(each) for each in placed]
    return {"device": field.device, "dtype": field.dtype, "rows": rows, "count": len(field.placed),
            "arithmetic": _roof(line.arithmetic, "operations/s"), "memory": _roof(line.memory, "bytes/s"),
            "ridge": _ridge(line.arithmetic, line.memory), "under": _under(line), "alternative": _alternative(field),
            "data": {"points": [_dot(each, row, root) for each, row in zip(placed, rows, strict=True)],
                     "roofs": _roofs(placed)}}


def _row(placed: Placed) -> dict[str, Any]:
    one, line = placed.result.submission, placed.roofline
    return {
        "href": placed.result.href, "workload": one.facts.workload,
        "condition": "; ".join(filter(None, (PHASES.get(placed.phase), condition(placed.result.point)))),
        "executor": f"{one.precision}, {one.runtime}{f', {one.threads} threads' if one.threads else ''}",
        "intensity": significant(line.intensity), "limit": placed.limit, "sentence": sentence(line),
        "operations": quantity(line.operations_per_s, "operations/s").text,
        "bytes": quantity(line.bytes_per_s, "bytes/s").text,
        "arithmetic": _share(line.arithmetic_share), "memory": _share(line.memory_share),
    }


def _dot(placed: Placed, row: dict[str, Any], root: str) -> dict[str, Any]:
    line = placed.roofline
    return {"intensity": float(f"{line.intensity:.4g}"), "operations": line.operations_per_s, "limit": placed.limit,
            "name": f"{row['workload']}, {row['executor']}", "condition": row["condition"],
            "href": f"{root}{row['href']}"}


def _roofs(placed: list[Placed]) -> list[dict[str, Any]]:
    """Corners of what is known of the roof, from the least to the greatest intensity with room at both ends."""
    line = placed[0].roofline
    peak = line.arithmetic.per_s if line.arithmetic else inf
    slope = line.memory.per_s if line.memory else inf
    if not line.arithmetic and not line.memory:
        return []
    ridge = [peak / slope] if line.arithmetic and line.memory else []
    found = sorted([*(each.roofline.intensity for each in placed), *ridge])
    corners = (found[0] / 3, *ridge, found[-1] * 3)
    return [{"intensity": x, "operations": min(peak, slope * x)} for x in corners]


def _roof(roof: Roof | None, unit: str) -> str:
    return f"{quantity(roof.per_s, unit).text}, {SOURCES[roof.source]}" if roof else "not known"


def _under(line: Roofline) -> str:
    """Its roofs in few words: each session that measures them finds others."""
    roofs = (line.arithmetic, "operations/s"), (line.memory, "bytes/s")
    return " and ".join(quantity(roof.per_s, unit).text for roof, unit in roofs if roof)


def _ridge(arithmetic: Roof | None, memory: Roof | None) -> str:
    return significant(arithmetic.per_s / memory.per_s) if arithmetic and memory else ""


def _share(share: float | None) -> str:
    return "" if share is None else f"{significant(100 * share, 2)} %"


def _alternative(field: Field) -> str:
    counted = Counter(each.limit for each in field.placed)
    return "; ".join(f"{counted[limit]} {limit}" for limit in LIMITS if counted[limit]) + "."
