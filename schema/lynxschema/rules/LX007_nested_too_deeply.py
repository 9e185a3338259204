"""The record is nested too deeply.

## What it checks

That at most 32 containers are open at once. It is counted before the text is parsed.

## Why it matters

No record of the contract comes near it; readers that recurse fail on such a file.

## Rejected

```json
[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
```

## Mended

A record as the schema has it.
"""
