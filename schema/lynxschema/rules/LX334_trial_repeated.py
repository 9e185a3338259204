"""One measurement told twice.

## What it checks

That the numbers of an operating point's trials differ, and that no long stretch of successive times stands twice in the
samples: within a trial, in two trials, or in two operating points. Compared are stretches of 32 times of which at least
16 differ: the first of each trial, and one in sixteen of the others, chosen by their content.

## Why it matters

Times in nanoseconds never repeat for so long. Trials are there to show how far a figure spreads from one process to the
next; a copy shows a spread of nothing, and a stretch laid end to end a run that was never so long.

## Rejected

Five trials whose rows are those of the first.

## Mended

Five trials, each a process of its own.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lynxschema.finding import Fault
from lynxschema.joined import Joined
from lynxschema.load.submission import Submission
from lynxschema.samples import Column

READS = ("/operating_points", "/evidence")
LENGTH, DIFFERENT = 32, 16
MOST_LOOKED_AT = 200
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63)
"""Odd 64-bit numbers, one for each doubling of the stretch."""


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for number, times in Counter(trial["trial"] for trial in point.record["trials"]).items():
            if times > 1:
                yield Fault(f"{times} trials of the number {number}", "a number for each", "number the trials from 0",
                            pointer=f"{point.pointer}/trials")
    told, timed = submission.timed
    pointers = [trial.pointer for (_, trial), number in zip(told, timed.counts, strict=True) if number >= LENGTH]
    if len(pointers) < len(told):
        timed = Joined.of([part for part in timed.parts(timed.values) if len(part) >= LENGTH])
    if pointers:
        yield from _repeats(pointers, timed)


def _repeats(pointers: list[str], timed: Joined) -> Iterator[Fault]:
    places, joined = _chosen(timed.values, timed.ends)
    ordered = np.sort(joined)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if len(again) == 0:
        return
    owners = np.searchsorted(timed.ends, places, side="right")
    begins = places - timed.starts[owners]
    parts, told = timed.parts(timed.values), set()
    for value in again[:MOST_LOOKED_AT]:
        first, second = np.flatnonzero(joined == value)[:2]
        one, other = int(owners[first]), int(owners[second])
        stretch = parts[one][begins[first]:begins[first] + LENGTH]
        twin = parts[other][begins[second]:begins[second] + LENGTH]
        same = np.array_equal(stretch, twin) and len(np.unique(stretch)) >= DIFFERENT
        if same and (one, other) not in told:
            told.add((one, other))
            where = "this trial" if one == other else pointers[one]
            yield Fault(f"times from row {int(begins[second])} on that stand in {where} too",
                        "times of its own", "publish what each trial measured", pointer=pointers[other])


def _chosen(times: Column, ends: Column) -> tuple[Column, NDArray[np.uint64]]:
    """Places and hashes of stretches, of trials end to end that end there: each trial's first, and those whose hash
    says so, so that equal stretches are chosen alike."""
    sums = _fingerprints(times)
    wanted = sums < 1 << 60
    # A stretch that reaches into the next trial is none.
    wanted[(ends[:-1, None] - np.arange(1, LENGTH)).ravel()] = False
    wanted[np.concatenate([[0], ends[:-1]])] = True
    places = np.flatnonzero(wanted)
    return places, sums[places]


def _fingerprints(times: Column) -> NDArray[np.uint64]:
    """A hash of each stretch of 32 times [n - 31], by doubling; equal stretches have equal ones."""
    found = times.view(np.uint64)
    for power, factor in enumerate(_FACTORS):
        step = 1 << power
        doubled = found[:-step] * np.uint64(factor)
        doubled += found[step:]
        found = doubled
    return found
