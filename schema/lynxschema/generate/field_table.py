"""The table of fields: for each leaf's path its role, factor, evidence, unit, states and description.

A path is a JSON pointer in which `*` stands for a position in a list or a free key. Code that compares or
shows records reads this table and needs neither pydantic nor the schema.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
ROLES = ("identity", "condition", "outcome", "evidence", "prose")
MARKS = ("x-role", "x-factor", "x-evidence", "x-unit")


class FieldTable:
    """Walks a generated schema."""

    def __init__(self, schema: Json) -> None:
        self._schema = schema

    def rows(self) -> dict[str, Json]:
        """Rows by path, in the order of the schema."""
        rows: dict[str, Json] = {}
        for path, row in self._walk(self._schema, "", {}, True):
            rows[path] = _variants(rows[path], row) if path in rows else row
        for path, row in rows.items():
            if not row["leaf"]:
                row |= _strongest(rows, path)
        return rows

    def _walk(self, node: Json, path: str, above: Json, required: bool) -> Iterator[tuple[str, Json]]:
        known = _merged(above, node)
        node = self._resolved(node)
        known = _merged(known, node, override=False)
        if "else" in node:
            yield from self._walk(node["else"], path, known, required)
            return
        children = list(_children(node))
        if path and not (children and not children[0][0]):
            yield path, _row(known, node, required, leaf=not children)
        for name, child, needed in children:
            yield from self._walk(child, f"{path}/{name}" if name else path, _handed_down(known, name), needed)

    def _resolved(self, node: Json) -> Json:
        while "$ref" in node:
            node = self._schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
        return node


def _variants(known: Json, row: Json) -> Json:
    """A member that several variants of a union have: any of their words, required only where all require it."""
    merged = {**known, "required": known["required"] and row["required"]}
    if "enum" in known and "enum" in row:
        merged["enum"] = [*known["enum"], *(word for word in row["enum"] if word not in known["enum"])]
    return merged


def _strongest(rows: dict[str, Json], path: str) -> Json:
    """A group that may be a state is compared as its strongest leaf would be: identity before condition."""
    below = [row for other, row in rows.items() if row["leaf"] and other.startswith(f"{path}/")]
    best = min(below, key=lambda row: ROLES.index(row["role"]), default={})
    return {key: best[key] for key in ("role", "factor", "evidence") if key in best}


def _handed_down(known: Json, name: str) -> Json:
    """What a child has of its parent: an element all of a list's, a variant the words for the union."""
    if name == "*":
        return known if "x-role" in known else {}
    return {key: known[key] for key in ("description",) if not name and key in known}


def _merged(above: Json, node: Json, override: bool = True) -> Json:
    own = {key: node[key] for key in (*MARKS, "x-states", "description", "examples") if key in node}
    return {**above, **own} if override else {**own, **above}


def _children(node: Json) -> Iterator[tuple[str, Json, bool]]:
    branches = [case["then"] for case in node.get("allOf", []) if "$ref" in case["then"]]
    if branches:
        yield from (("", branch, True) for branch in branches)
        return
    required = node.get("required", [])
    yield from ((name, child, name in required) for name, child in node.get("properties", {}).items())
    if "items" in node and _is_group(node["items"]):
        yield "*", node["items"], True
    for child in node.get("patternProperties", {}).values():
        yield "*", child, False


def _is_group(items: Json) -> bool:
    return "$ref" in items or "else" in items


def _row(known: Json, node: Json, required: bool, leaf: bool) -> Json:
    row: Json = {"leaf": leaf, "required": required, "type": node.get("type", "any")}
    row |= {key.removeprefix("x-"): known[key] for key in (*MARKS, "x-states") if key in known}
    row |= {"enum": node["enum"]} if "enum" in node else {"enum": [node["const"]]} if "const" in node else {}
    row["description"] = known.get("description", "")
    if known.get("examples"):
        row["example"] = known["examples"][0]
    return row
