"""A workload that the catalogue describes otherwise.

## What it checks

Task, decoding, architecture and number of parameters of a workload that the catalogue has, and names and types of its
inputs.

## Why it matters

Everything under one id is ranked together, and parameters and decoding decide what a device could do at most.

## Rejected

```json
{"workload": {"id": "digits-cnn", "model": {"architecture": "digits-cnn", "parameters": 1917800}}}
```

## Mended

```json
{"workload": {"id": "digits-cnn", "model": {"architecture": "digits-cnn", "parameters": 19178}}}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/workload",)
MEND = "measure the catalogue's workload, or call it custom"


def check(submission: Submission) -> Iterator[Fault]:
    workload = submission.record["workload"]
    entry = submission.entry("workloads", workload["id"])
    for pointer, found, expected in _members(workload, entry) if entry else ():
        if found != expected:
            yield Fault(shown(found), f"{shown(expected)}, as the catalogue has it", MEND,
                        pointer=f"/workload/{pointer}")


def _members(workload: dict[str, Any], entry: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in ("task", "decoding"):
        yield name, workload[name], entry[name]
    for name in ("architecture", "parameters"):
        yield f"model/{name}", workload["model"][name], entry[name]
    ours, theirs = (sorted((each["name"], each["dtype"]) for each in part["inputs"]) for part in (workload, entry))
    yield "inputs", ours, theirs
