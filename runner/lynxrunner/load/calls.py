"""Which call answers which request, where inputs differ in length: chosen outside of the timed section."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

import numpy as np

from lynxrunner.load.rows import Column
from lynxrunner.runtimes.protocol import Call

Calls = Mapping[int, Call]
"""Calls by the length of their input; a single one where all are equally long or lengths have no meaning."""


def column(lengths: Sequence[int], first: int, count: int) -> Column | None:
    """Lengths [count] of requests from number `first` on, drawn anew from the beginning at the end; None without."""
    if not lengths:
        return None
    return np.take(np.asarray(lengths, dtype=np.int64), np.arange(first, first + count), mode="wrap")


def paired(positions: Iterable[int], calls: Calls, length: Column | None) -> Iterator[tuple[int, Call]]:
    """Each position with the call for it."""
    if len(calls) == 1 or length is None:
        return zip(positions, repeat(next(iter(calls.values()))), strict=False)
    lengths = length.data
    return ((position, calls[lengths[position]]) for position in positions)
