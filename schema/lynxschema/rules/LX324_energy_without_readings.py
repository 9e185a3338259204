"""Energy without the meter's readings.

## What it checks

That a submission whose energy was metered has `readings.parquet` among its evidence; that no trial or headline carries
an energy where the operating point was not metered; and that energy per token comes with the rows' `output_items`.

## Why it matters

Without readings a figure is a claim: nobody can see its window, its gaps or its idle power, and it may be a thermal
design power times a duration.

## Rejected

```json
{"energy": {"joules": 1423.1}, "evidence": [{"kind": "samples"}]}
```

## Mended

```json
{"energy": {"joules": 1423.1}, "evidence": [{"kind": "samples"}, {"kind": "readings"}]}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/operating_points", "/evidence")
PER_ITEM = ("joules_per_inference", "joules_per_token")


def check(submission: Submission) -> Iterator[Fault]:
    has_readings = any(entry["kind"] == "readings" for entry in submission.record["evidence"])
    has_items = submission.rows is not None and "output_items" in submission.rows.all.columns
    for point in submission.points:
        metered = not state_of(point.record["energy"])
        if metered and not has_readings:
            yield Fault("metered energy and no readings", "an evidence file of the kind readings",
                        "add the readings, or state why the energy was not measured", pointer=f"{point.pointer}/energy")
        for place in _told(point) if not metered else ():
            yield Fault("an energy of a point that was not metered", "none", "leave it out", pointer=place)
        if metered and not has_items and "joules_per_token" in {**point.record["energy"], **point.record["headline"]}:
            yield Fault("energy per token and no output_items", "the column output_items in the samples",
                        "count the tokens of each request, or leave it out", pointer=f"{point.pointer}/energy")


def _told(point: Point) -> Iterator[str]:
    yield from (f"{point.pointer}/headline/{name}" for name in PER_ITEM if name in point.record["headline"])
    for position, trial in enumerate(point.record["trials"]):
        if "energy" in trial and not state_of(trial["energy"]):
            yield f"{point.pointer}/trials/{position}/energy"
