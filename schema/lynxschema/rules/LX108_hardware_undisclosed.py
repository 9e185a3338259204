"""The hardware is not disclosed.

## What it checks

That devices, host, interconnect, cloud and container are disclosed as the schema has them: name, count, memory,
peaks, power limit, sharing, driver, clocks, or for each the reason why there is no value.

## Why it matters

A slice of an accelerator, a power cap or a shared host halves a figure and leaves its name unchanged.

## Rejected

```json
{"hardware": {"devices": []}}
```

## Mended

```json
{
  "hardware": {
    "devices": [
      {
        "id": "generic-x86-64",
        "kind": "cpu",
        "name": "Intel Xeon Gold 6338",
        "count": 1
      }
    ]
  }
}
```
"""

COVERS = ("/executor/hardware", "/executor/stages/*/devices")
