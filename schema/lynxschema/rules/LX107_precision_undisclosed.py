"""The precision is not disclosed, or no known element format.

## What it checks

That weights, activations, compute, accumulation, math mode and KV cache name element formats of the contract's
list, and that the effective precision is there or says why it could not be read.

## Why it matters

Low precision is where most speed comes from. A format outside the list, such as "UNSET" or "mixed", compares with
nothing.

## Rejected

```json
{"precision": {"weights": [{"dtype": "UNSET"}]}}
```

## Mended

```json
{"precision": {"weights": [{"dtype": "int8"}]}}
```
"""

COVERS = ("/executor/precision", "/executor/stages/*/precision")
