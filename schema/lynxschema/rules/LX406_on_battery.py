"""A device on battery, and not a word of it beside the figures.

## What it checks

Whether a device was fed by a battery, or a trial began or ended on one, while neither a warning nor a reason of the
operating point mentions it.

## Why it matters

On battery a device is limited in power, and more so as the battery empties. Figures from it stand, and readers are
told.

## Rejected

```json
{"power_source": "battery", "validity": {"valid": true, "reasons": []}}
```

## Mended

```json
{"power_source": "battery", "validity": {"valid": true, "reasons": [], "warnings": ["measured on battery"]}}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

SEVERITY = "warning"
READS = ("/operating_points", "/executor/hardware")


def check(submission: Submission) -> Iterator[Fault]:
    devices = submission.record["executor"]["hardware"]["devices"]
    fed = any(device["power_source"] == "battery" for device in devices)
    for point in submission.points:
        told = [*point.record["validity"].get("warnings", ()), *point.record["validity"]["reasons"]]
        read = [trial["noise"].get("power_source", {}) for trial in point.record["trials"]]
        seen = fed or any("battery" in each.values() for each in read)
        if seen and not any("battery" in text.casefold() for text in told):
            yield Fault("a battery fed the machine, unmentioned", "a warning that says so",
                        "measure on mains, or say beside the figures that it was a battery",
                        pointer=f"{point.pointer}/validity")
