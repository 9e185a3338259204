"""A member that the contract requires is missing.

## What it checks

Every member that the schema requires and that no other rule names.

## Why it matters

A missing member reads as "nothing special" and is rarely that. Where there is no value, the contract has states
that say why.

## Rejected

```json
{"provenance": {"profile": "registry"}}
```

## Mended

```json
{"provenance": {"profile": "registry", "command": "lynx run digits-cnn", "session_id": "a1b2c3d4e5f60718"}}
```
"""
