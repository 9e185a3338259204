"""More bytes per second than the memory can move.

## What it checks

Bytes that must move per inference, less what caches and on-chip memory hold, times inferences per second, against
the bandwidth of the devices: the lower of catalogue and disclosure, with a tenth of slack.

## Why it matters

Weights that do not fit on the chip are read again for every step. A rate above what the memory can deliver was not
measured on that memory.

## Rejected

```json
{"bytes_per_inference": 16000000000, "headline": {"throughput": {"value": 900.0, "unit": "inferences/s"}}}
```

## Mended

```json
{"bytes_per_inference": 16000000000, "headline": {"throughput": {"value": 190.0, "unit": "inferences/s"}}}
```
"""

from collections.abc import Iterator

from lynxschema.ceiling import bandwidth, inferences_per_s, kept_on_chip
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/executor")
SLACK = 1.1


def check(submission: Submission) -> Iterator[Fault]:
    hardware = submission.record["executor"]["hardware"]
    most, kept = bandwidth(hardware), kept_on_chip(hardware)
    for point in submission.points:
        each, rate = point.record["bytes_per_inference"], inferences_per_s(point.record)
        if most is None or rate is None or not isinstance(each, int | float):
            continue
        # A batch reads its weights once: what must move per call is shared by its items.
        moved = max(each - kept, 0) * rate / point.record["batch"]
        if moved > most * SLACK:
            yield Fault(f"{moved:.3g} bytes/s", f"at most {most:.3g} bytes/s, the memory's bandwidth",
                        "see whether bytes, rate or bandwidth is wrong", pointer=f"{point.pointer}/bytes_per_inference")
