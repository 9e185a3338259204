"""The record is too large.

## What it checks

That the record has at most 4 MiB, 300,000 values, and 10,000 different texts and names of members.

## Why it matters

A record of 256 operating points fits many times over. What is larger is a mistake or an attack, and checking stays
fast for everybody else only if it is refused before it is parsed.

## Rejected

A `submission.json` of 100 MB with every latency written into it.

## Mended

The latencies in `samples.parquet`, the figures in `submission.json`.
"""
