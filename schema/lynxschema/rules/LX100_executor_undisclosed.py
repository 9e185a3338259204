"""No executor, or a part of it without a rule of its own.

## What it checks

That the record has an executor with all its groups, and a workload named with model, weights and inputs.

## Why it matters

No number without its executor: without the recipe a figure belongs to nothing that somebody could run.

## Rejected

```json
{"workload": {"id": "digits-cnn"}, "operating_points": []}
```

## Mended

```json
{
  "workload": {
    "id": "digits-cnn"
  },
  "executor": {
    "hardware": {},
    "runtime": {},
    "toolchain": {},
    "precision": {}
  }
}
```
"""

COVERS = ("/executor", "/workload")
