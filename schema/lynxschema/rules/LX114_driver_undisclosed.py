"""An accelerator without its driver.

## What it checks

That every device that is not a CPU has a driver with name and version; no state stands in for it.

## Why it matters

A driver brings the compiler and the scheduler of the device with it. Two of its versions differ by as much as two
versions of a runtime.

## Rejected

```json
{"kind": "gpu", "driver": {"not_applicable": "in the container"}}
```

## Mended

```json
{"kind": "gpu", "driver": {"name": "nvidia-open", "version": "580.82.07"}}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/executor/hardware",)


def check(submission: Submission) -> Iterator[Fault]:
    for position, device in enumerate(submission.record["executor"]["hardware"]["devices"]):
        if device["kind"] != "cpu" and state_of(device["driver"]):
            yield Fault(shown(device["driver"]), f"the driver of the {device['kind']}, with its version",
                        "name the driver that the host loaded", pointer=f"/executor/hardware/devices/{position}/driver")
