"""Evidence with other columns than the contract's.

## What it checks

That every column is a flat 64-bit integer without null, none is missing, unknown or doubled.

## Why it matters

Every figure is recomputed from these columns. A text column of a hostile file can unfold to any size.

## Rejected

A `samples.parquet` with `latency_ms` as a float and no `started_ns`.

## Mended

The columns `operating_point`, `trial`, `schedule_index`, `phase`, `status`, `scheduled_ns`, `started_ns`,
`completed_ns` and `batch_size`, all int64.
"""
