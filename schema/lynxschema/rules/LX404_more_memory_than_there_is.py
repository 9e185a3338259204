"""More memory in use than there is.

## What it checks

Peak memory against the memory of the host and of all devices together.

## Why it matters

A peak beyond the machine's memory was read on another machine or in another unit.

## Rejected

```json
{"peak_memory_bytes": 900000000000, "host": {"memory_bytes": 68719476736}}
```

## Mended

```json
{"peak_memory_bytes": 900000000, "host": {"memory_bytes": 68719476736}}
```
"""

from collections.abc import Iterator
from functools import partial

from lynxschema.ceiling import memory
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/executor")


def check(submission: Submission) -> Iterator[Fault]:
    most = memory(submission.record["executor"]["hardware"], partial(submission.entry, "devices"))
    for point in submission.points:
        peak = point.record["peak_memory_bytes"]
        if most is not None and isinstance(peak, int | float) and peak > most:
            yield Fault(f"{peak:,} bytes", f"at most {most:,} bytes", "see whether the unit is wrong",
                        pointer=f"{point.pointer}/peak_memory_bytes")
