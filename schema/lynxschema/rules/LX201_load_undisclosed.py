"""The offered load is not disclosed.

## What it checks

That the load is closed with its concurrency, open with process, rate and seed, or all at once, and fits the
scenario.

## Why it matters

Latency under an unknown load says nothing: an idle service is fast.

## Rejected

```json
{"scenario": "server", "load": {"kind": "open"}}
```

## Mended

```json
{"scenario": "server", "load": {"kind": "open", "process": "poisson", "rate_per_s": 200, "seed": 7}}
```
"""

COVERS = ("/operating_points/*/load", "/operating_points/*/scenario")
