"""Null instead of a value or a reason.

## What it checks

That no member is `null`.

## Why it matters

Null says neither "does not apply" nor "could not be read" nor "is kept back". The contract has a state for each, with
its reason.

## Rejected

```json
{"power_limit_watts": null}
```

## Mended

```json
{"power_limit_watts": {"not_measured": {"reason": "permission_denied", "detail": "powercap is readable by root only"}}}
```
"""
