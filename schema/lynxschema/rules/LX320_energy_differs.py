"""Energy that does not add up.

## What it checks

That mean power is joules over the window, and joules per inference are joules over the successes in it.

## Why it matters

Per request or per successful request, idle power in or out: energy is quoted in more ways than one, and the
difference is a factor.

## Rejected

```json
{"joules": 1423.1, "successes": 25310, "joules_per_inference": 0.028}
```

## Mended

```json
{"joules": 1423.1, "successes": 25310, "joules_per_inference": 0.05622679}
```
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/operating_points",)


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        energy, pointer = point.record["energy"], f"{point.pointer}/energy"
        if state_of(energy):
            continue
        watts = energy["joules"] / energy["window_s"]
        yield from disagreements(energy["mean_watts"], watts, f"{pointer}/mean_watts", "joules and window")
        each = energy["joules"] / energy["successes"]
        if not state_of(energy["joules_per_inference"]):
            published = energy["joules_per_inference"]
            yield from disagreements(published, each, f"{pointer}/joules_per_inference", "joules and successes")
