"""Evidence that cannot be read as Parquet.

## What it checks

That an evidence file is a whole Parquet file whose rows are as many as its footer says.

## Why it matters

A truncated or forged file gives no samples; a forged row count can make a plain reader ask for terabytes.

## Rejected

A `samples.parquet` cut off after its first kilobyte.

## Mended

The whole file as the harness wrote it.
"""
