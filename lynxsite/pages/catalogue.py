"""The reference of the catalogue: every workload, device and runtime that a record can name, as its entry has it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from lynxschema import contract
from lynxschema.catalogue import Kind
from lynxschema.catalogue.own import known
from lynxsite.label import label, title
from lynxsite.quantity import quantity
from lynxsite.registry import Registry
from lynxsite.renderer import render

SCHEMAS: dict[Kind, str] = {"workloads": "workload", "devices": "device", "runtimes": "runtime"}
UNITS = {"bytes": "bytes", "bytes_per_s": "bytes/s", "operations_per_s": "operations/s", "watts": "W", "ms": "ms",
         "item": "operations"}
"""Ends of members' names, and the unit that they stand for."""
APART = ("id", "title", "description")
"""Members that stand above an entry's table."""


class Member(NamedTuple):
    """One member of an entry; `meaning` is its description in the schema."""

    name: str
    text: str
    meaning: str


def catalogue(registry: Registry, root: str) -> Markup:
    """All entries by kind, those of a registry of one's own included."""
    kinds = [(kind, [_entry(kind, each) for each in known(kind, registry.catalogue).values()]) for kind in SCHEMAS]
    return render("catalogue.html", root=root, kinds=kinds)


def _entry(kind: Kind, entry: dict[str, Any]) -> tuple[dict[str, Any], list[Member]]:
    described = contract.schema(f"catalogue-{SCHEMAS[kind]}")["properties"]
    return entry, [
        Member(title(label(name)), text, described.get(name, {}).get("description", ""))
        for name, value in entry.items() if name not in APART for text in _texts(name, value)
    ]


def _texts(name: str, value: Any) -> Iterator[str]:
    """What a member says: one text, or one per table of an array of tables."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield from (_table(each) for each in value)
    else:
        yield _table(value) if isinstance(value, dict) else quantity(value, _unit(name)).text


def _table(value: dict[str, Any]) -> str:
    return "; ".join(f"{label(name)} {quantity(each, _unit(name)).text}" for name, each in value.items())


def _unit(name: str) -> str | None:
    return next((unit for end, unit in UNITS.items() if name.endswith(f"_{end}")), None)
