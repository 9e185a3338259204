"""Many submissions checked by one command: processes, the cache, and a bar on a terminal."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing

import click

from lynxschema.cache import Cache, default, version
from lynxschema.check import Checker
from lynxschema.crew import cached, fresh
from lynxschema.tree import Location
from lynxschema.verdict import Verdict

LONG = 100
"""Fewer are done before a bar would be read."""


def many(checker: Checker, found: Sequence[Location], jobs: int | None, cache: bool) -> list[Verdict]:
    """Verdicts of all, in order."""
    gc.freeze()
    gc.enable()
    processes = jobs or len(os.sched_getaffinity(0))
    if not cache:
        return _shown(fresh(checker, found, processes), len(found))
    terms = version(checker.profile, checker.validate.__name__, *sorted(checker.without))
    with closing(Cache(default(), terms)) as kept:
        return _shown(cached(checker, found, processes, kept), len(found))


def _shown(verdicts: Iterator[Verdict], number: int) -> list[Verdict]:
    # The report may go to standard output: the bar never does.
    hidden = number < LONG or not sys.stderr.isatty()
    with click.progressbar(verdicts, number, "Checking", file=sys.stderr, hidden=hidden, show_pos=True) as bar:
        return list(bar)
