"""Energy of another scope than its channels.

## What it checks

That a counted channel has the scope that the sum is said to have, and each channel a scope that its meter can see:
powercap (RAPL) sees chips, packages, memory and the platform; NVML and AMD SMI see chips, boards and modules.

## Why it matters

A wall meter sees supplies, fans and disks, a package counter none of them: the same joules under another scope are
half or twice as good a result.

## Rejected

```json
{"scope": "wall", "channels": [{"scope": "package", "meter": "powercap intel-rapl:0", "counted": true}]}
```

## Mended

```json
{"scope": "package", "channels": [{"scope": "package", "meter": "powercap intel-rapl:0", "counted": true}]}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.energy import counted
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/operating_points",)
ON_THE_BOARD = ("chip", "board", "module")
SEEN = {
    "powercap": ("chip", "package", "dram", "system"), "nvml": ON_THE_BOARD, "amdsmi": ON_THE_BOARD,
}
"""Scopes by the first word of the meter's name; a meter of another name may see anything."""
MEND = "state what the meter sees"


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        energy, pointer = point.record["energy"], f"{point.pointer}/energy"
        if state_of(energy):
            continue
        scopes = sorted({channel["scope"] for channel in counted(energy["channels"])})
        if energy["scope"] not in scopes:
            expected = f"the scope of a counted channel: {', '.join(scopes) or 'none is'}"
            yield Fault(f'"{energy["scope"]}"', expected, MEND, pointer=f"{pointer}/scope")
        yield from _unseen(energy["channels"], f"{pointer}/channels")


def _unseen(channels: list[dict[str, Any]], pointer: str) -> Iterator[Fault]:
    for position, channel in enumerate(channels):
        seen = SEEN.get(channel["meter"].partition(" ")[0].lower())
        if seen and channel["scope"] not in seen:
            yield Fault(f'"{channel["scope"]}" of {channel["meter"]}', f"one of {', '.join(seen)}", MEND,
                        pointer=f"{pointer}/{position}/scope")
