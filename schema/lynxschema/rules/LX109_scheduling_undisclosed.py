"""Scheduling or KV cache is not disclosed.

## What it checks

That batching, queue delay, instances, streams, chunked prefill, speculative decoding and parallelism are disclosed
and, for autoregressive workloads, how the KV cache is managed.

## Why it matters

For generation the scheduler decides more than the arithmetic: paged against contiguous caches and continuous
against static batching differ by factors.

## Rejected

```json
{"workload": {"decoding": "autoregressive"}, "executor": {"scheduling": {"batching": "continuous"}}}
```

## Mended

```json
{"kv_cache": {"management": "paged", "block_tokens": 16, "prefix_reuse": true, "bytes_per_token": 163840}}
```
"""

COVERS = ("/executor/scheduling", "/executor/kv_cache", "/executor/stages/*/scheduling", "/executor/stages/*/kv_cache",
          "/executor/stages")
