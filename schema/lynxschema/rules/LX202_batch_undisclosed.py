"""Batch size or lengths are not disclosed.

## What it checks

That the batch of every operating point is a positive number, and that an autoregressive workload states the lengths
of what goes in and comes out.

## Why it matters

Batch and lengths are the two settings that move throughput most. They are also the two that are left out most.

## Rejected

```json
{"id": "offline", "scenario": "offline"}
```

## Mended

```json
{"id": "offline-b8", "scenario": "offline", "batch": 8}
```
"""

COVERS = ("/operating_points/*/batch", "/operating_points/*/lengths")
