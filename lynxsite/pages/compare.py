"""The page that compares results chosen in the browser."""

from typing import Any

from markupsafe import Markup

from lynxschema.attribution import part_of
from lynxschema.contract import fields
from lynxsite.registry import Registry
from lynxsite.renderer import render

COMPARED = ("/workload", "/executor", "/operating_points/*")
TOOL = "/executor/toolchain/steps/*/tool"


def compare(registry: Registry, root: str) -> Markup:
    """An empty comparison, which the script fills from the address."""
    return render("compare.html", root=root, total=len(registry.results))


def field_table() -> dict[str, Any]:
    """Role and factor of what is compared, by path: what the script needs of the contract's field table.

    The row of a step's tool lists which tools are part of which runtime.
    """
    table = {path: _row(row) for path, row in fields().items() if path.startswith(COMPARED)}
    return {**table, TOOL: {**table[TOOL], "part_of": part_of()}}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("leaf", "role", "factor") if name in row}
