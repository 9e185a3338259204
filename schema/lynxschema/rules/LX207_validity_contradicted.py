"""A validity that the record contradicts.

## What it checks

That a valid point has no reasons against it and an invalid one has; that a valid point failed at most one request
in a hundred, was not throttled by heat or quota, and kept its power source.

## Why it matters

A harness that calls its own run invalid is right. Publishing the number without that word is how most wrong numbers
get out.

## Rejected

```json
{"validity": {"valid": true, "reasons": ["thermal throttling in trial 3"]}}
```

## Mended

```json
{"validity": {"valid": false, "reasons": ["thermal throttling in trial 3"]}}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission

COVERS = ("/operating_points/*/validity",)
READS = ("/operating_points",)
MOST_FAILED = 0.01
HARMLESS = ("none", "idle", "gpu_idle", "applications_clocks_setting", "sw_power_cap", "display_clock_setting")


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        validity, pointer = point.record["validity"], f"{point.pointer}/validity"
        if validity["valid"] == bool(validity["reasons"]):
            found = f"valid is {str(validity['valid']).lower()} with {len(validity['reasons'])} reasons"
            yield Fault(found, "reasons where, and only where, it is invalid", "say what the harness said",
                        pointer=pointer)
        elif validity["valid"]:
            for reason in _reasons(point):
                yield Fault(f"valid, with {reason}", "an invalid point, or none of that",
                            "measure again, or publish the point as invalid with its reason", pointer=pointer)


def _reasons(point: Point) -> Iterator[str]:
    counts = point.record["counts"]
    failed = sum(counts.values()) - counts["ok"]
    if failed > MOST_FAILED * sum(counts.values()):
        yield f"{failed:,} of {sum(counts.values()):,} requests failed"
    for trial in point.record["trials"]:
        yield from (f"{reason} in trial {trial['trial']}" for reason in _noise(trial["noise"]))


def _noise(noise: dict[str, Any]) -> Iterator[str]:
    for member in ("thermal_throttle_events", "cgroup_throttled_periods"):
        if isinstance(noise[member], int | float) and noise[member] > 0:
            yield f"{noise[member]:g} {member.replace('_', ' ')}"
    fed = noise.get("power_source", {})
    if fed.get("before") != fed.get("after"):
        yield f"power changed from {fed['before']} to {fed['after']}"
    reasons = noise["clock_event_reasons"]
    harmful = [name for name in reasons if name not in HARMLESS] if isinstance(reasons, list) else []
    if harmful:
        yield f"clocks lowered by {', '.join(harmful)}"
