"""Verdicts of many submissions: from the cache where it knows them, else from several processes, in order."""

import gc
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from lynxschema.processes import processes
from lynxschema.tree import Location
from lynxschema.verdict import Verdict

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from lynxschema.cache import Cache

FEWEST = 24
"""Of fewer, one process has judged the last before others have started."""
ROUND, CHUNK = 256, 8
Judged = tuple[Location, str, Verdict]


class Judge(Protocol):
    """Who reaches a verdict, in this process or another."""

    def verdict(self, location: Location, /) -> Verdict: ...


def cached(judge: Judge, found: Sequence[Location], jobs: int, cache: "Cache") -> Iterator[Verdict]:
    """Each location's verdict in order; those that the cache does not know are judged, and kept, by the round."""
    rest = iter(found)
    with _Crew(jobs if len(found) >= FEWEST else 1) as crew:
        while part := list(islice(rest, ROUND)):
            known = cache.verdicts(part)
            judged = list(crew.judged(judge, [place for place in part if place not in known]))
            cache.keep(judged)
            known |= {place: verdict for place, _, verdict in judged}
            yield from (known[place] for place in part)


def fresh(judge: Judge, found: Sequence[Location], jobs: int) -> Iterator[Verdict]:
    """Each location's verdict in order, `jobs` at a time where that pays; these begin at once."""
    crew = _Crew(jobs if len(found) >= FEWEST else 1)
    return _verdicts(crew, crew.judged(judge, found, keyed=False))


def _verdicts(crew: "_Crew", judged: Iterator[Judged]) -> Iterator[Verdict]:
    with crew:
        yield from (verdict for _, _, verdict in judged)


class _Crew:
    """Processes that judge; they start with the first submissions that are worth them."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.pool: Executor | None = None

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)

    def judged(self, judge: Judge, found: Sequence[Location], keyed: bool = True) -> Iterator[Judged]:
        judged = partial(_judged, judge, keyed)
        if self.jobs < 2 or len(found) < FEWEST:
            return map(judged, found)
        self.pool = self.pool or processes(self.jobs, _settle)
        return self.pool.map(judged, found, chunksize=CHUNK)


def _judged(judge: Judge, keyed: bool, place: Location) -> Judged:
    from lynxschema.fingerprint import resting

    before = resting(place.directory) if keyed else ""
    judged = judge.verdict(place)
    # The reader of Parquet leaves circles of large objects, too few to call the collector: of a thousand, 25 MB.
    gc.collect(0)
    return place, before, judged


def _settle() -> None:
    """Imports what every check needs."""
    from lynxschema.rulebook import rulebook

    rulebook()
