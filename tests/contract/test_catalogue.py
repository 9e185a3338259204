"""The catalogues hold what the published models say, and every entry that a record refers to."""

from pathlib import Path

import pytest

from lynxschema.catalogue import entries
from lynxschema.records.catalogue import DeviceEntry, RuntimeEntry, WorkloadEntry
from tests.examples import HOME, NAMES, example

MODELS = {"workloads": WorkloadEntry, "devices": DeviceEntry, "runtimes": RuntimeEntry}
REGISTRY = Path(HOME) / "catalogue"


@pytest.mark.parametrize("kind", MODELS)
def test_entries_are_records(kind: str) -> None:
    found = entries(kind, REGISTRY)  # type: ignore[arg-type]
    assert len(found) >= 2
    for entry in found.values():
        MODELS[kind].model_validate(entry)


@pytest.mark.parametrize("name", NAMES)
def test_examples_refer_to_entries(name: str) -> None:
    record = example(name)
    executor = record["executor"]
    assert record["workload"]["id"] in entries("workloads", REGISTRY)
    assert {device["id"] for device in executor["hardware"]["devices"]} <= entries("devices", REGISTRY).keys()
    stages = [stage["runtime"] for stage in executor.get("stages", []) if "runtime" in stage]
    assert {runtime["id"] for runtime in (executor["runtime"], *stages)} <= entries("runtimes", REGISTRY).keys()
