"""Every controlled group: its factor and, per variant, the newest result's address."""

from typing import Any

from lynxsite.controlled import Group, groups
from lynxsite.registry import Registry

MOST = 10_000
"""Groups that the file lists."""


def controlled(registry: Registry) -> dict[str, Any]:
    """The groups with the largest effects first; `effect` is the ratio of the fastest to the slowest throughput."""
    found = groups(registry)
    return {"format": 1, "total": len(found), "groups": [_group(group) for group in found[:MOST]]}


def _group(group: Group) -> dict[str, Any]:
    variants = [result.href for result in group.newest]
    return {"factor": group.factor, "effect": group.ratio, "variants": variants}
