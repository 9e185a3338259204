"""Neither energy nor a reason for its absence.

## What it checks

That every operating point has metered energy, or `not_measured` with the reason.

## Why it matters

Energy per inference is the running cost. A silent gap reads as "not important"; a stated one says what to fix.

## Rejected

```json
{"energy": null}
```

## Mended

```json
{"energy": {"not_measured": {"reason": "no_meter", "detail": "no powercap zone"}}}
```
"""

COVERS = ("/operating_points/*/energy",)
