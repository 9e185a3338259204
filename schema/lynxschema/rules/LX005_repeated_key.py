"""A key stands twice in one object.

## What it checks

That no object of the record repeats a key.

## Why it matters

Some readers keep the first value, some the last: one record would show two numbers.

## Rejected

```json
{"value": 249.4, "value": 949.4}
```

## Mended

```json
{"value": 249.4}
```
"""
