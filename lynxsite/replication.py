"""Results that more than one submitter measured: equal in everything that decides a comparison."""

from collections.abc import Hashable

from lynxsite.controlled import Result, signed
from lynxsite.registry import Registry


def replicated(registry: Registry) -> list[list[Result]]:
    """Groups of equal results by at least two submitters."""
    found: dict[Hashable, list[Result]] = {}
    for result, signature in signed(registry):
        found.setdefault(signature.without(), []).append(result)
    return [results for results in found.values() if len({each.directory.parent.name for each, _ in results}) > 1]
