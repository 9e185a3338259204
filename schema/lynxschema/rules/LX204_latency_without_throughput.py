"""A latency without the throughput at which it holds.

## What it checks

That every trial and headline carries its throughput, with unit, counts by status and duration.

## Why it matters

A single fast answer is easy. The latency that a service can promise depends on the rate at which it is asked.

## Rejected

```json
{"trials": [{"latency_ms": {"p50": {"value": 1.2}}}]}
```

## Mended

```json
{"trials": [{"latency_ms": {"p50": {"value": 1.2}}, "throughput": {"value": 830.1, "unit": "inferences/s"}}]}
```
"""

COVERS = (
    "/operating_points/*/trials/*/throughput", "/operating_points/*/headline/throughput",
    "/operating_points/*/trials/*/counts", "/operating_points/*/counts", "/operating_points/*/trials/*/duration_s",
)
