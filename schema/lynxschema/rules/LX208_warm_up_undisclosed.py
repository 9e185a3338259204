"""Warm-up is not disclosed.

## What it checks

That every trial says how many requests were discarded before its steady phase.

## Why it matters

The first requests compile, allocate and fill caches. A figure that includes them, or quietly drops more, is another
one.

## Rejected

```json
{"trial": 0, "duration_s": 2.0}
```

## Mended

```json
{"trial": 0, "warmup_discarded": 40, "duration_s": 2.0}
```
"""

COVERS = ("/operating_points/*/trials/*/warmup_discarded",)
