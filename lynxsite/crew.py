"""Work on many things in several processes, in order, with a bar on a terminal."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import click

from lynxschema.processes import processes

FEWEST = 96
"""Of fewer, one process has done the last before others have started."""
ROUND, CHUNK = 512, 8
"""Things that are handed out at a time, and how many of them to one process: memory does not grow with their number."""
LONG = 500
Thing = TypeVar("Thing")
Made = TypeVar("Made")


def each(work: Callable[[Thing], Made], things: Iterable[Thing], number: int, settle: Callable[..., None] | None = None,
         terms: tuple[Any, ...] = ()) -> Iterator[Made]:
    """`work` of each of `number` things, in order. `settle(*terms)` is called once where the work is done."""
    jobs = len(os.sched_getaffinity(0))
    if jobs < 2 or number < FEWEST:
        if settle:
            settle(*terms)
        yield from map(work, things)
        return
    with processes(jobs, settle, terms) as pool:
        rest = iter(things)
        waiting = pool.map(work, list(islice(rest, ROUND)), chunksize=CHUNK)
        while part := list(islice(rest, ROUND)):
            following = pool.map(work, part, chunksize=CHUNK)
            yield from waiting
            waiting = following
        yield from waiting


def told(made: Iterable[Made], number: int, what: str) -> Iterator[Made]:
    """The same, with a bar on a terminal where there are many."""
    hidden = number < LONG or not sys.stderr.isatty()
    with click.progressbar(made, number, what, file=sys.stderr, hidden=hidden, show_pos=True) as bar:
        yield from bar


def parted(things: Sequence[Thing], size: int) -> Iterator[Sequence[Thing]]:
    """The things in parts of a size."""
    return (things[start:start + size] for start in range(0, len(things), size))
