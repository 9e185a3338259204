"""The page of rank flips."""

from collections.abc import Hashable
from string import ascii_uppercase
from typing import Any, NamedTuple

from markupsafe import Markup

from lynxschema.comparability import verdict
from lynxschema.condition import batch, condition
from lynxschema.numeral import signed, significant
from lynxsite.contrast import Contrast
from lynxsite.flips import MOST_LINEUPS, SUSTAINED, Field, Shift, fields, orders_of, shifts
from lynxsite.memo import Fragment
from lynxsite.pages.controlled import moved_leaves
from lynxsite.rank_correlation import places
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.submission import Submission
from lynxsite.variant import distinguished, named

Standings = dict[Hashable, dict[Hashable, int]]
LETTERS = ascii_uppercase[:MOST_LINEUPS]
APART = 0.12
"""Of a place between the lines of line-ups that share it on the chart."""
SHOWN = 24
"""Fields on the page: the largest, those with most flips first."""


class Cell(NamedTuple):
    """A line-up in a setting: its place, whether others share it, its throughput and its result's address."""

    place: int
    tie: bool
    rate: str
    href: str


class Row(NamedTuple):
    """A line-up, a letter on the chart: its name, and a cell for each setting."""

    name: str
    cells: list[Cell]


def flips(registry: Registry, root: str) -> Markup:
    """Fields with the most flips."""
    found = fields(registry)
    made = sorted((_section(registry, field, root) for field in found[:SHOWN]), key=lambda section: section.rank)
    return render("flips.html", root=root, sections=[section.html for section in made], total=len(found),
                  submissions=len(registry.submissions))


def _section(registry: Registry, field: Field, root: str) -> Fragment:
    """A field's section, those with most flips ranked first."""
    def make() -> Fragment:
        shown = _shown(field)
        return Fragment(-shown["flips"], render("flips_field.html", root=root, field=shown))

    results = [field.results[setting][lineup] for setting in field.settings for lineup in field.lineups]
    return registry.memo.fragment(results, make, field.axis, root, len(field.settings))


def _shown(field: Field) -> dict[str, Any]:
    orders = orders_of(field)
    moves = shifts(field, orders)
    standings = {setting: places(orders[setting], field.lineups) for setting in field.settings}
    first = field.results[field.settings[0]][field.lineups[0]]
    names = dict(zip(field.lineups, _lineups(field), strict=True))
    letters = dict(zip(field.lineups, LETTERS, strict=False))
    settings = {setting: _setting(field, setting) for setting in field.settings}
    ordered = sorted(field.settings, key=lambda setting: _rank(field, setting))
    rows = [
        Row(names[lineup], [_cell(field, setting, lineup, standings) for setting in ordered])
        for lineup in field.lineups
    ]
    return {
        "axis": field.axis, "workload": first.submission.facts.workload, "settings": [settings[s] for s in ordered],
        "rows": rows, "flips": sum(len(shift.flipped) for shift in moves), "condition": condition(first.point),
        "shifts": [_told(shift, settings, letters) for shift in moves],
        "data": {"places": _dots(rows, [settings[setting] for setting in ordered])},
    }


def _lineups(field: Field) -> list[str]:
    """Names that tell the line-ups apart."""
    results = [field.results[field.settings[0]][lineup] for lineup in field.lineups]
    names = [_named(field, result.submission) for result in results]
    base = results[0]
    against = [verdict(base.submission.record, base.point, other.submission.record, other.point) for other in results]
    return distinguished(names, moved_leaves([Contrast(each, [], "") for each in against]))


def _named(field: Field, submission: Submission) -> str:
    precision = [] if field.axis == "precision" else [named("precision", submission)]
    return ", ".join([*precision, submission.executor])


def _setting(field: Field, setting: Hashable) -> str:
    result = field.results[setting][field.lineups[0]]
    return named("precision", result.submission) if field.axis == "precision" else condition(result.point)


def _rank(field: Field, setting: Hashable) -> tuple[int, int, str]:
    result = field.results[setting][field.lineups[0]]
    return SUSTAINED.index(result.value("scenario")), batch(result.point) or 0, _setting(field, setting)


def _cell(field: Field, setting: Hashable, lineup: Hashable, standings: Standings) -> Cell:
    result = field.results[setting][lineup]
    rate = result.point["headline"]["throughput"]
    value = f"{significant(rate['value'])} {rate['unit']}"
    place, taken = standings[setting][lineup], list(standings[setting].values())
    return Cell(place, taken.count(place) > 1, value, result.href)


def _told(shift: Shift, settings: dict[Hashable, str], letters: dict[Hashable, str]) -> dict[str, Any]:
    return {"from": settings[shift.settings[0]], "to": settings[shift.settings[1]],
            "tau": "" if shift.tau is None else signed(shift.tau),
            "flipped": [(letters[one], letters[other]) for one, other in shift.flipped]}


def _dots(rows: list[Row], settings: list[str]) -> list[dict[str, Any]]:
    return [
        {"lineup": LETTERS[number], "name": row.name, "setting": settings[position], "position": position,
         "place": cell.place, "at": cell.place + _aside(rows, number, position), "rate": cell.rate}
        for number, row in enumerate(rows) for position, cell in enumerate(row.cells)
    ]


def _aside(rows: list[Row], number: int, position: int) -> float:
    """How far below its place a line-up is drawn, so that those above it in the table that share it stay visible."""
    place = rows[number].cells[position].place
    return round(APART * sum(row.cells[position].place == place for row in rows[:number]), 2)
