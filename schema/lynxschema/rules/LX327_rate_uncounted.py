"""A rate of something that the record does not count.

## What it checks

That a throughput is in a unit that counts and rows give: requests or items, or tokens where the trial counts them; and
that all trials of a point and its headline are in one unit.

## Why it matters

A rate that cannot be recomputed is a claim. Trials in several units average to nothing.

## Rejected

```json
{"throughput": {"value": 2100.0, "unit": "output_tokens/s"}, "counts": {"ok": 480}}
```

## Mended

```json
{"throughput": {"value": 2100.0, "unit": "output_tokens/s"}, "generation": {"output_tokens": 61440}}
```
"""

from collections.abc import Iterator

from lynxschema.figures import work
from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/operating_points",)


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        unit, batch = point.record["headline"]["throughput"]["unit"], point.record["batch"]
        for position, trial in enumerate(point.record["trials"]):
            pointer = f"{point.pointer}/trials/{position}"
            if trial["throughput"]["unit"] != unit:
                yield Fault(shown(trial["throughput"]["unit"]), f"{shown(unit)}, as the headline",
                            "publish one unit; the others are further_throughput", pointer=f"{pointer}/throughput/unit")
            for rate in (trial["throughput"], *trial.get("further_throughput", ())):
                if work(trial, rate["unit"], batch) is None:
                    yield Fault(f"{shown(rate['unit'])}, uncounted", "a unit that the trial counts",
                                "count it in the trial, or publish requests/s", pointer=f"{pointer}/throughput")
