"""Energy without the meter's readings.

## What it checks

That a submission whose energy was metered has `readings.parquet` among its evidence.

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
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    if any(entry["kind"] == "readings" for entry in submission.record["evidence"]):
        return
    for point in submission.points:
        if not state_of(point.record["energy"]):
            yield Fault("metered energy and no readings", "an evidence file of the kind readings",
                        "add the readings, or state why the energy was not measured", pointer=f"{point.pointer}/energy")
