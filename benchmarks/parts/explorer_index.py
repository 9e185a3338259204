"""The explorer's index at any size: rows of generated records, drawn again with other figures and keys."""

from itertools import cycle, islice

import numpy as np
import orjson

from benchmarks.parts.varied import varied
from lynxsite.column import COLUMNS
from lynxsite.facts import facts, results_of
from lynxsite.index import index
from lynxsite.row import PLACES, Row, row

DIFFERENT = 2000
"""Records that are drawn; others differ from them in figures, dates and keys."""
FIGURES = ("p50", "p99", "rate")
RESULTS = 2.5
"""Of a submission: what the keys repeat."""


def content(points: int, seed: int) -> bytes:
    """An index of exactly so many rows, as JSON."""
    draw = np.random.default_rng(seed)
    rows = [_drawn(each, number, draw) for number, each in enumerate(islice(cycle(_rows(seed)), points))]
    values = dict(zip(PLACES, map(list, zip(*rows, strict=True)), strict=True))
    return orjson.dumps(index(values, points, points))


def _rows(seed: int) -> list[Row]:
    made = ((record, facts(record)) for record in varied(DIFFERENT, seed))
    return [row(told, record, point) for record, told in made for point in results_of(record)]


def _drawn(found: Row, number: int, draw: np.random.Generator) -> list[object]:
    factor, place = float(draw.lognormal(0, 0.3)), int(number / RESULTS)
    own = {"key": f"lab-{place % 60:02d}/{found[PLACES['workload']]}--{place:07d}", "standing": "accepted"}
    own["date"] = str(np.datetime64("2026-11-01") - place // 12)
    scaled = {name: float(f"{found[PLACES[name]] * factor:.6g}") for name in FIGURES if found[PLACES[name]]}
    return [{**own, **scaled}.get(column.name, value) for column, value in zip(COLUMNS, found, strict=True)]
