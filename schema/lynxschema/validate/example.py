"""An example of a member, for the line that says how to mend it."""

from typing import Any

from lynxschema.contract import fields

MOST_MEMBERS = 4


def example(path: str) -> Any:
    """The field table's; of a small group one made of its required members'; None where there is none to show."""
    row = fields().get(path, {})
    if "example" in row:
        return row["example"]
    needed = [child for child in _children(path) if fields()[child]["required"]]
    if row.get("type") != "object" or not 0 < len(needed) <= MOST_MEMBERS or f"{path}/kind" in needed:
        return None  # a union's members belong to different variants
    found = {child.rpartition("/")[2]: example(child) for child in needed}
    return None if None in found.values() else found


def members(path: str) -> list[str]:
    """Names of the members that the contract knows there."""
    return [child.rpartition("/")[2] for child in _children(path)]


def _children(path: str) -> list[str]:
    depth = path.count("/") + 1
    return [other for other in fields() if other.startswith(f"{path}/") and other.count("/") == depth]
