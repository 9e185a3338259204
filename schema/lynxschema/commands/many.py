"""Many submissions checked by one command: processes, the cache, and a bar on a terminal."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing

import click

from lynxschema.basis import version
from lynxschema.cache import Cache, default
from lynxschema.contract import VERSION as CONTRACT
from lynxschema.crew import cached, fresh
from lynxschema.terms import Terms
from lynxschema.tree import Location
from lynxschema.verdict import Report, Verdict
from lynxschema.version import VERSION

LONG = 100
"""Fewer are done before a bar would be read."""


def many(terms: Terms, found: Sequence[Location], jobs: int | None, cache: bool) -> Report:
    """Verdicts of all, in order."""
    gc.freeze()
    gc.enable()
    processes = jobs or len(os.sched_getaffinity(0))
    if not cache:
        begun = fresh(terms, found, processes)
        checker = terms.checker  # imported while the processes start
        return checker.reported(_shown(begun, len(found)))
    with closing(Cache(default(), version(*terms))) as kept:
        verdicts = _shown(cached(terms, found, processes, kept), len(found))
        return Report(VERSION, CONTRACT, terms.profile, kept.rules(terms), tuple(verdicts))


def _shown(verdicts: Iterator[Verdict], number: int) -> list[Verdict]:
    # The report may go to standard output: the bar never does.
    hidden = number < LONG or not sys.stderr.isatty()
    with click.progressbar(verdicts, number, "Checking", file=sys.stderr, hidden=hidden, show_pos=True) as bar:
        return list(bar)
