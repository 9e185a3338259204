"""Verdicts of many submissions: from the cache where it knows them, else from several processes, in order."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from lynxschema.tree import Location
from lynxschema.verdict import Verdict

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from lynxschema.cache import Cache

FEWEST = 24
"""Of fewer, one process has judged the last before others have started."""
ROUND, CHUNK = 256, 8
OBJECTS = 50_000
"""Containers of some submissions: most of what a check makes goes when it ends, without the collector."""
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
    """Each location's verdict in order, `jobs` at a time where that pays."""
    with _Crew(jobs if len(found) >= FEWEST else 1) as crew:
        yield from (verdict for _, _, verdict in crew.judged(judge, found, keyed=False))


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
        self.pool = self.pool or _pool(self.jobs)
        return self.pool.map(judged, found, chunksize=CHUNK)


def _judged(judge: Judge, keyed: bool, place: Location) -> Judged:
    if not keyed:
        return place, "", judge.verdict(place)
    from lynxschema.fingerprint import resting

    before = resting(place.directory)
    return place, before, judge.verdict(place)


def _pool(jobs: int) -> "Executor":
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and of use for many only
    from multiprocessing import get_context

    # Threads of a library do not survive a fork: each process starts afresh.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_settle)


def _settle() -> None:
    """Imports what every check needs, so that the collector of garbage need not look through it each time."""
    import gc

    from lynxschema.rulebook import rulebook

    rulebook()
    gc.freeze()
    gc.set_threshold(OBJECTS)
