"""A workload, device or runtime that no catalogue has.

## What it checks

That the workload's id and version, every device's id and the id of every runtime, those of stages included, stand in
the catalogue of the checker or in the registry's own directory `catalogue/`, beside `submissions/`. The workload
`custom` needs no entry.

## Why it matters

Results are compared by these names. A name that only one submitter knows compares with nothing, and a runtime that
nobody else can name (the scripted one of the harness's own tests, for one) computes nothing.

## Rejected

```json
{"runtime": {"id": "onyxruntime", "version": "1.23.2"}}
```

## Mended

```json
{"runtime": {"id": "onnxruntime", "version": "1.23.2"}}
```
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lynxschema.catalogue import CatalogueError, Entry, Kind, entries
from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

PROFILES = ("registry",)
READS = ("/executor", "/workload")
CUSTOM = "custom"


def check(submission: Submission) -> Iterator[Fault]:
    home = submission.own_catalogue
    for kind, name, pointer in _named(submission.record):
        try:
            known = _known(kind, name, home)
        except CatalogueError as error:
            yield Fault(str(error)[:160], "a catalogue that can be read", "mend the registry's own entry",
                        pointer=pointer)
            continue
        if name not in known:
            yield Fault(shown(name), f"an entry of the {kind} catalogue", f"see lynx list {kind}, or propose an entry",
                        pointer=pointer)
        elif kind == "workloads":
            yield from _version(submission.record["workload"]["version"], known[name]["version"])


def _named(record: dict[str, Any]) -> Iterator[tuple[Kind, str, str]]:
    executor = record["executor"]
    if record["workload"]["id"] != CUSTOM:
        yield "workloads", record["workload"]["id"], "/workload/id"
    for position, device in enumerate(executor["hardware"]["devices"]):
        yield "devices", device["id"], f"/executor/hardware/devices/{position}/id"
    yield "runtimes", executor["runtime"]["id"], "/executor/runtime/id"
    for position, stage in enumerate(executor.get("stages", ())):
        if "runtime" in stage:
            yield "runtimes", stage["runtime"]["id"], f"/executor/stages/{position}/runtime/id"


def _known(kind: Kind, name: str, home: Path | None) -> dict[str, Entry]:
    published = entries(kind)
    return published if name in published or home is None else entries(kind, home)


def _version(found: str, expected: str) -> Iterator[Fault]:
    if found != expected:
        yield Fault(shown(found), f"{shown(expected)}, the version in the catalogue", "another version is another "
                    "workload: measure this one", pointer="/workload/version")
