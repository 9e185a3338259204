"""Every controlled group: its factor and, per variant, the newest result's address."""

from typing import Any

from lynxsite.controlled import Group, groups
from lynxsite.registry import Registry


def controlled(registry: Registry) -> dict[str, Any]:
    """All groups, largest effect first; `effect` is the ratio of the fastest to the slowest throughput."""
    return {"format": 1, "groups": [_group(group) for group in groups(registry)]}


def _group(group: Group) -> dict[str, Any]:
    variants = [f"{submission.path}#{point['id']}" for submission, point in group.newest]
    return {"factor": group.factor, "effect": group.ratio, "variants": variants}
