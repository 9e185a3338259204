"""The page of controlled comparisons."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from lynxschema.comparability import Difference
from lynxsite.condition import condition
from lynxsite.contrast import Contrast, Ratio, contrast
from lynxsite.controlled import Group, Result, groups
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.submission import Submission
from lynxsite.variant import Moved, distinguished, named, shown

SHOWN = 60
"""Groups on the page; the data beside it has all."""


class Row(NamedTuple):
    """A variant against the slowest, its ratios in the order of the group's figures."""

    name: str
    result: Result
    repeats: int
    ratios: list[Ratio | None]
    quality: str


def controlled(registry: Registry, root: str) -> Markup:
    """The groups with the largest effects; resolved ones before ties."""
    found = groups(registry)
    largest = sorted(map(shown_group, found[:SHOWN]), key=lambda group: group["rate"].tie)
    counted = Counter(group.factor for group in found)
    return render("controlled.html", root=root, groups=largest, total=len(found), counted=counted,
                  submissions=len(registry.submissions))


def shown_group(group: Group) -> dict[str, Any]:
    """A group as the page says it: the slowest variant stands first and compares with itself."""
    base = group.newest[0]
    contrasts = [contrast(base, other) for other in group.newest]
    leaves = moved_leaves(contrasts)
    return {"factor": group.factor.replace("_", " "), "rows": _rows(group, contrasts, leaves), "leaves": leaves,
            "figures": [row.figure for row in contrasts[0].ratios], "rate": contrasts[-1].ratios[0],
            "workload": base[0].record["workload"]["id"], "condition": condition(base[1]),
            "constant": _constant(group.factor, base[0]), "quality": contrasts[-1].quality}


def _rows(group: Group, contrasts: list[Contrast], leaves: list[Moved]) -> list[Row]:
    names = distinguished([named(group.factor, result[0]) for result in group.newest], leaves)
    figures = [row.figure for row in contrasts[0].ratios]
    rows = zip(names, group.variants, contrasts, strict=True)
    return [Row(name, variant[0], len(variant), _cells(against, figures), against.quality)
            for name, variant, against in rows]


def _cells(found: Contrast, figures: list[str]) -> list[Ratio | None]:
    known = {row.figure: row for row in found.ratios}
    return [known.get(figure) for figure in figures]


def _constant(factor: str, submission: Submission) -> str:
    """What stays equal, in short."""
    return ", ".join(named(name, submission) for name in ("device", "runtime", "precision") if name != factor)


def moved_leaves(contrasts: Sequence[Contrast]) -> list[Moved]:
    """Every leaf that is not equal, with its value in each result; deciding leaves first, then caveats."""
    found = [{each.pointer: each for each in contrast.verdict.differences} for contrast in contrasts]
    pointers = dict.fromkeys(pointer for each in found for pointer in each)
    return sorted((_moved(pointer, found) for pointer in pointers), key=lambda leaf: leaf.role == "condition")


def _moved(pointer: str, found: list[dict[str, Difference]]) -> Moved:
    known = next(each[pointer] for each in found if pointer in each)
    values = tuple(shown(each[pointer].second if pointer in each else known.first) for each in found)
    return Moved(pointer, known.factor.replace("_", " "), known.role, values)
