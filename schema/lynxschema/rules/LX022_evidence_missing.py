"""Evidence that the record names is missing.

## What it checks

That every file of `evidence` stands beside the record as a plain, readable file, and no link.

## Why it matters

A figure without its samples cannot be recomputed, so it is a claim and no result.

## Rejected

A record that names `samples.parquet` in a directory that has none.

## Mended

The file put beside the record as it was written.
"""
