"""A stage of devices or models that the record does not have.

## What it checks

For a disaggregated or multi-model service: that ids of stages differ, every stage names devices of `hardware.devices`
(which disclose their drivers), models of the workload and, in its links, other stages; that its copies need no more
devices than it names; and that every device but a fall-back belongs to a stage.

## Why it matters

A stage whose devices are disclosed nowhere computes for free: its time is in the figures, its hardware is not.

## Rejected

```json
{"hardware": {"devices": [{"count": 8}]}, "stages": [{"id": "prefill", "devices": [0, 1]}]}
```

## Mended

```json
{"hardware": {"devices": [{"count": 8}, {"count": 8}]}, "stages": [{"id": "prefill", "devices": [0, 1]}]}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

READS = ("/executor", "/workload")
Stage = dict[str, Any]


def check(submission: Submission) -> Iterator[Fault]:
    executor = submission.record["executor"]
    stages, devices = executor.get("stages", []), executor["hardware"]["devices"]
    models = {"main"} | {each["id"] for each in submission.record["workload"].get("auxiliary_models", ())}
    for position, stage in enumerate(stages):
        pointer = f"/executor/stages/{position}"
        yield from _named(stage, stages, models, pointer)
        yield from _held(stage, devices, pointer)
    yield from _idle(stages, devices)


def _named(stage: Stage, stages: list[Stage], models: set[str], pointer: str) -> Iterator[Fault]:
    ids = [each["id"] for each in stages]
    if ids.count(stage["id"]) > 1:
        yield Fault(f"several stages {shown(stage['id'])}", "an id for each stage", "rename one",
                    pointer=f"{pointer}/id")
    for name in stage["models"]:
        if name not in models:
            yield Fault(shown(name), f"one of {shown(sorted(models))}", "disclose the model in the workload",
                        pointer=f"{pointer}/models")
    for place, link in enumerate(stage["links"]):
        if link["to"] not in ids or link["to"] == stage["id"]:
            yield Fault(shown(link["to"]), "the id of another stage", "name the stage that receives",
                        pointer=f"{pointer}/links/{place}/to")


def _held(stage: Stage, devices: list[Stage], pointer: str) -> Iterator[Fault]:
    unknown = [place for place in stage["devices"] if place >= len(devices)]
    if unknown:
        yield Fault(f"device {unknown[0]}", f"a position in hardware.devices, 0 to {len(devices) - 1}",
                    "disclose the device, with its driver", pointer=f"{pointer}/devices")
        return
    there = sum(devices[place]["count"] for place in set(stage["devices"]))
    needed = stage["replicas"] * stage.get("devices_per_replica", 1)
    if needed > there and "devices_per_replica" in stage:
        yield Fault(f"{needed} devices for all copies", f"at most {there}, as disclosed",
                    "count the devices that took part", pointer=f"{pointer}/replicas")


def _idle(stages: list[Stage], devices: list[Stage]) -> Iterator[Fault]:
    used = {place for stage in stages for place in stage["devices"]}
    for place, device in enumerate(devices if stages else ()):
        if place not in used and device["role"] != "fallback":
            yield Fault("a device of no stage", "the stage that it served", "name it in a stage, or leave it out",
                        pointer=f"/executor/hardware/devices/{place}")
