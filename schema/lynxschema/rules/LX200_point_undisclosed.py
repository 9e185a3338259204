"""The operating point is not disclosed.

## What it checks

That every operating point names scenario, batch, length profile, bounds, latency definition, warm-up, duration,
noise, memory and its figures, as the schema has them.

## Why it matters

The same executor gives a hundred different numbers at a hundred operating points. A number without its point cannot
be repeated.

## Rejected

```json
{"operating_points": [{"id": "best", "scenario": "single_stream"}]}
```

## Mended

```json
{"operating_points": [{"id": "single-stream-b1", "scenario": "single_stream", "batch": 1}]}
```
"""

COVERS = ("/operating_points",)
