"""`lynx list`: what there is to measure, to measure with, to measure on and to be checked by."""

import json
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import click

Row = dict[str, Any]
CATALOGUE = Path("catalogue")
"""Entries of a registry of one's own, where the current directory has such."""


@click.command("list")
@click.argument("kind", type=click.Choice(["runtimes", "workloads", "devices", "rules"]))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Form of the output.")
def list_(kind: str, form: str) -> None:
    """List runtimes, workloads, devices or rules.

    \b
    Examples:
      lynx list runtimes
      lynx list rules --format json
    """
    from lynxschema.catalogue import CatalogueError

    try:
        rows = KINDS[kind]()
    except CatalogueError as error:
        raise click.UsageError(str(error)) from None
    click.echo(json.dumps({kind: rows}, indent=2, ensure_ascii=False) if form == "json" else _text(kind, rows))


def runtimes() -> list[Row]:
    """Every runtime of the entry-point group, with what it takes to have the missing ones."""
    return [_runtime(point) for point in sorted(entry_points(group="lynx.runtimes"), key=lambda each: each.name)]


def workloads() -> list[Row]:
    """Workloads of the catalogue."""
    return [
        {"id": name, "version": entry["version"], "title": entry["title"], "task": entry["task"],
         "parameters": entry["parameters"], "operations_per_item": entry["operations_per_item"],
         "scenarios": {each["scenario"]: each["batches"] for each in entry["scenarios"]}}
        for name, entry in _entries("workloads").items()
    ]


def devices() -> list[Row]:
    """Devices of the catalogue."""
    members = ("title", "kind", "vendor", "precisions", "source")
    return [{"id": name, **{member: entry[member] for member in members}}
            for name, entry in _entries("devices").items()]


def rules() -> list[Row]:
    """Rules of the checker."""
    from lynxschema.rulebook import rulebook

    return [
        {"id": rule.code, "name": rule.name, "title": rule.title, "severity": rule.severity,
         "profiles": list(rule.profiles), "since": rule.since}
        for rule in rulebook().values()
    ]


KINDS: dict[str, Callable[[], list[Row]]] = {
    "runtimes": runtimes, "workloads": workloads, "devices": devices, "rules": rules,
}
COLUMNS = {
    "runtimes": ("id", "version", "devices", "unverified", "recipes", "install"),
    "workloads": ("id", "version", "title", "scenarios"),
    "devices": ("id", "kind", "title", "precisions"),
    "rules": ("id", "severity", "title"),
}


def _entries(kind: Any) -> dict[str, Row]:
    from lynxschema.catalogue import entries

    return entries(kind, CATALOGUE if CATALOGUE.is_dir() else None)


def _runtime(point: EntryPoint) -> Row:
    """What a runtime says of itself; one that cannot even be imported is listed with the reason."""
    try:
        about: Row = point.load()().about()
    except Exception as error:
        return {"id": point.name, "version": None, "backends": [], "devices": [], "unverified": [], "recipes": [],
                "install": f"broken: {type(error).__name__}: {error}".splitlines()[0]}
    return {"unverified": [], **about}


def _text(kind: str, rows: list[Row]) -> str:
    from lynxschema.report.printable import printable  # a runtime or an entry of one's own may bring any text

    columns = COLUMNS[kind]
    table = [columns, *(tuple(map(_cell, (row[column] for column in columns))) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(printable("  ".join(map(str.ljust, line, widths)).rstrip()) for line in table)


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} {_cell(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
