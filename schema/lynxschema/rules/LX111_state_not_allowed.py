"""A state where the contract wants a value.

## What it checks

That `not_applicable`, `not_measured` and `withheld` stand only where the member allows them. Runtime name and
version, toolchain steps, declared precision, quantization and the operating point allow no excuse.

## Why it matters

An endpoint whose internals are unknown is a draft, not a result.

## Rejected

```json
{"runtime": {"version": {"withheld": {"by": "the provider", "why": "internal"}}}}
```

## Mended

```json
{"runtime": {"version": "1.23.2"}}
```
"""
