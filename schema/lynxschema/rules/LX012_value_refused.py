"""A value that the contract refuses.

## What it checks

Type, range, form and list of allowed values of every member that no other rule names.

## Why it matters

A number in words, a misspelt kind or a negative count cannot be compared or recomputed.

## Rejected

```json
{"replicas": "one"}
```

## Mended

```json
{"replicas": 1}
```
"""
