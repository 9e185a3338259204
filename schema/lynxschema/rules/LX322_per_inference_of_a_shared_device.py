"""Energy per inference on a device that others use too.

## What it checks

That no joules per inference are published where a device's sharing is not `exclusive`.

## Why it matters

A meter sees the whole package or board. On a slice, under a quota or in a virtual machine the others' work is in its
readings, and no division by one's own requests takes it out again.

## Rejected

```json
{"sharing": {"mode": "mig", "profile": "1g.10gb"}, "joules_per_inference": 0.056}
```

## Mended

```json
{"joules_per_inference": {"not_applicable": "a shared device (mig): the meter sees the others' work too"}}
```
"""

from collections.abc import Iterator

from lynxschema.energy import sharing
from lynxschema.finding import Fault, shown
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/executor")
FIGURES = ("energy/joules_per_inference", "energy/joules_per_inference_above_idle", "headline/joules_per_inference")


def check(submission: Submission) -> Iterator[Fault]:
    why = sharing(submission.record["executor"]["hardware"]["devices"])
    for point in submission.points if why else ():
        for path in FIGURES:
            group, _, member = path.partition("/")
            value = point.record[group].get(member)
            if value is not None and not state_of(value):
                yield Fault(f"{shown(value)} on {why}", "not_applicable with its reason, and nothing in the headline",
                            "publish the energy of the window without dividing it", pointer=f"{point.pointer}/{path}")
