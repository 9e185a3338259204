"""The record is missing or cannot be opened.

## What it checks

That `submission.json` stands in the directory as a plain, readable file: no link, pipe or directory.

## Why it matters

Evidence without a record belongs to no executor. A link could lead anywhere on the machine that checks.

## Rejected

```text
submissions/example-lab/run-1/samples.parquet
```

## Mended

```text
submissions/example-lab/run-1/submission.json
submissions/example-lab/run-1/samples.parquet
```
"""
