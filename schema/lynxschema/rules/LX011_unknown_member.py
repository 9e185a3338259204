"""A member that the contract does not know.

## What it checks

That every key of every object is one of the contract's. A misspelt key is answered with the nearest known one.

## Why it matters

A misspelt key is a disclosure that nobody reads; an invented one cannot be compared with anything.

## Rejected

```json
{"runtime": {"id": "onnxruntime", "vershun": "1.23.2"}}
```

## Mended

```json
{"runtime": {"id": "onnxruntime", "version": "1.23.2"}}
```
"""
