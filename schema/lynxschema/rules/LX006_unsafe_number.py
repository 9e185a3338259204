"""A number that not every reader reads alike.

## What it checks

That no number is `NaN` or infinite, overflows a double, or is an integer beyond 2^53-1.

## Why it matters

`NaN` compares as neither larger nor smaller and slips through every limit; larger integers are rounded silently
by readers that know doubles only.

## Rejected

```json
{"mean": NaN}
```

## Mended

```json
{"not_measured": {"reason": "too_few_samples", "detail": "no request succeeded"}}
```
"""
