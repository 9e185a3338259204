"""Evidence beyond the limits.

## What it checks

From the footer, before any data is read: at most 64 MiB, 1,000,000 rows, and row groups no larger than their integers.
Of the rows, that they go from one trial to another less than 20,000 times.

## Why it matters

A megabyte of Parquet can hold a hundred million rows. Stored are the steady requests that the percentiles need.

## Rejected

A footer that promises 100,000,000 rows.

## Mended

The first 2,000 steady requests of each trial, or as many as the published percentile needs.
"""
