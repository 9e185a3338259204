"""The reference of the record: every field of the contract's field table, and the published schemas."""

import re
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from lynxschema import contract
from lynxsite.registry import Registry
from lynxsite.renderer import render

STATES = {"not_applicable": "not applicable", "not_measured": "not measured", "withheld": "withheld"}


class Field(NamedTuple):
    """A leaf of the record."""

    path: str
    name: str
    row: dict[str, Any]
    states: list[str]


def schemas() -> dict[str, Path]:
    """Files that are published, by their address below the site's root."""
    return {f"schema/v1/{file.name}": file for file in sorted(contract.HOME.glob("*.json"))}


def reference(registry: Registry, root: str) -> Markup:
    """The field table by group."""
    fields = [_field(path, row) for path, row in contract.fields().items() if row["leaf"]]
    fields.sort(key=lambda field: field.path.count("/") > 1)
    groups = [(name, contract.fields().get(name, {}), list(found)) for name, found in groupby(fields, key=_group)]
    return render("reference.html", root=root, groups=groups, files=list(schemas()), anchor=anchor)


def anchor(path: str) -> str:
    """`/executor/runtime` -> `executor-runtime`."""
    return re.sub(r"[^a-z0-9_]+", "-", path.lower()).strip("-")


def _field(path: str, row: dict[str, Any]) -> Field:
    group = _group_of(path)
    name = path.removeprefix(group).strip("/") or path.strip("/")
    return Field(path, name, row, [STATES[state] for state in row.get("states", [])])


def _group(field: Field) -> str:
    return _group_of(field.path)


def _group_of(path: str) -> str:
    """Two levels inside the executor and the operating points, one elsewhere, none for leaves of the record itself."""
    parts = path.split("/")
    if len(parts) == 2:
        return "/"
    deep = parts[1] in ("executor", "operating_points") and len(parts) > 3
    size = 4 if parts[1] == "operating_points" and len(parts) > 4 else 3 if deep else 2
    return "/".join(parts[:size])
