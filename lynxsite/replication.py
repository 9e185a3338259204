"""Results that more than one submitter measured: equal in everything that decides a comparison."""

from functools import lru_cache

import numpy as np

from lynxsite.ranked import ranked
from lynxsite.registry import Registry
from lynxsite.result import Result


@lru_cache(maxsize=2)
def replicated(registry: Registry) -> list[list[Result]]:
    """Groups of equal results by at least two submitters."""
    every = ranked(registry)
    several = np.flatnonzero(np.bincount(every.whole, minlength=1)[every.whole] > 1)
    found: dict[int, list[Result]] = {}
    for place, key in zip(several.tolist(), every.whole[several].tolist(), strict=True):
        found.setdefault(key, []).append(every.results[place])
    return [results for results in found.values() if len({lab_of(each) for each in results}) > 1]


def lab_of(result: Result) -> str:
    """Whose it is."""
    return result.submission.lab
