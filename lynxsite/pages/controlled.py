"""The page of controlled comparisons."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from lynxschema.comparability import Difference
from lynxschema.condition import condition
from lynxsite.contrast import Contrast, Ratio, contrast
from lynxsite.controlled import Group, groups
from lynxsite.memo import Fragment
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.result import Result
from lynxsite.submission import Submission
from lynxsite.variant import Moved, distinguished, named, shown

Variants = tuple[tuple[Result, ...], ...]
VARIANTS = 12
"""Variants of a group in its table."""
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
    made = [_section(registry, group, root) for group in found[:SHOWN]]
    counted = Counter(group.factor for group in found)
    return render("controlled.html", root=root, total=len(found), counted=counted,
                  sections=[section.html for section in sorted(made, key=lambda section: section.rank)],
                  submissions=len(registry.submissions))


def _section(registry: Registry, group: Group, root: str) -> Fragment:
    """A group's section, ranked after all others where its throughputs tie."""
    def make() -> Fragment:
        shown = shown_group(group)
        return Fragment(shown["rate"].tie, render("controlled_group.html", root=root, group=shown))

    return registry.memo.fragment(group.newest, make, group.factor, root, [len(each) for each in group.variants])


def shown_group(group: Group) -> dict[str, Any]:
    """A group as the page says it: the slowest variant stands first and compares with itself."""
    variants = _shown(group.variants)
    base = variants[0][0]
    contrasts = [contrast(base, variant[0]) for variant in variants]
    leaves = moved_leaves(contrasts)
    return {"factor": group.factor.replace("_", " "), "leaves": leaves,
            "rows": _rows(group.factor, variants, contrasts, leaves),
            "figures": [row.figure for row in contrasts[0].ratios], "rate": contrasts[-1].ratios[0],
            "workload": base.submission.facts.workload, "condition": condition(base.point),
            "variants": len(group.variants),
            "constant": _constant(group.factor, base.submission), "quality": contrasts[-1].quality}


def _shown(variants: Variants) -> Variants:
    """The slowest and the fastest, where there are more than a table holds."""
    return variants if len(variants) <= VARIANTS else (*variants[:VARIANTS // 2], *variants[-VARIANTS // 2:])


def _rows(factor: str, variants: Variants, contrasts: list[Contrast], leaves: list[Moved]) -> list[Row]:
    names = distinguished([named(factor, variant[0].submission) for variant in variants], leaves)
    figures = [row.figure for row in contrasts[0].ratios]
    rows = zip(names, variants, contrasts, strict=True)
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
