"""Results that more than one submitter measured: equal in everything that decides a comparison."""

from collections.abc import Hashable
from functools import lru_cache

from lynxsite.controlled import signed
from lynxsite.registry import Registry
from lynxsite.result import Result


@lru_cache(maxsize=2)
def replicated(registry: Registry) -> list[list[Result]]:
    """Groups of equal results by at least two submitters."""
    found: dict[Hashable, list[Result]] = {}
    for result, signature in signed(registry):
        found.setdefault(signature, []).append(result)
    return [results for results in found.values() if len({lab_of(each) for each in results}) > 1]


def lab_of(result: Result) -> str:
    """Whose it is."""
    return result.submission.directory.parent.name
