"""The record is not JSON.

## What it checks

That the text is one JSON object, complete to its last brace (RFC 8259). The finding names line and column.

## Why it matters

A truncated record would otherwise be read as far as it goes, by every reader to another point.

## Rejected

```json
{"contract": "1.0", "executor_id":
```

## Mended

```json
{"contract": "1.0", "executor_id": "5b1f..."}
```
"""
