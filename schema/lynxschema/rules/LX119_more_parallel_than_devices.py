"""More devices needed than there are.

## What it checks

That tensor parallel times pipeline parallel, of the executor and of every stage with a scheduling of its own, is no
more than the devices of its kind: `count` of all devices but fall-backs, or of the stage's.

## Why it matters

Figures per device and every ceiling rest on the count. A model split over eight devices and disclosed with one makes
that one look eight times as fast.

## Rejected

```json
{"devices": [{"count": 1}], "scheduling": {"parallelism": {"tensor": 8, "pipeline": 1}}}
```

## Mended

```json
{"devices": [{"count": 8}], "scheduling": {"parallelism": {"tensor": 8, "pipeline": 1}}}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

READS = ("/executor",)


def check(submission: Submission) -> Iterator[Fault]:
    executor = submission.record["executor"]
    devices = executor["hardware"]["devices"]
    used = [device for device in devices if device["role"] != "fallback"] or devices
    yield from _fault(executor["scheduling"], sum(device["count"] for device in used), "/executor")
    for position, stage in enumerate(executor.get("stages", ())):
        own = [devices[place]["count"] for place in set(stage["devices"]) if place < len(devices)]
        if "scheduling" in stage:
            yield from _fault(stage["scheduling"], sum(own), f"/executor/stages/{position}")


def _fault(scheduling: dict[str, Any], there: int, pointer: str) -> Iterator[Fault]:
    parallel = scheduling["parallelism"]
    needed = parallel["tensor"] * parallel["pipeline"]
    if needed > there:
        yield Fault(f"{parallel['tensor']} x {parallel['pipeline']} devices for one copy", f"at most {there}",
                    "count the devices that took part", pointer=f"{pointer}/scheduling/parallelism")
