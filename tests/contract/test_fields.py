"""Every field of the contract says what it is."""

import subprocess
import sys
from typing import Any, get_args

import pytest

from lynxschema.contract import fields, schema
from lynxschema.records.field import Evidence, Factor, Role

LEAVES = {path: row for path, row in fields().items() if row["leaf"]}


def missing(row: dict[str, Any]) -> list[str]:
    needed = ["description", "role", "evidence", "example"]
    needed += ["factor"] if row.get("role") in ("identity", "condition") else []
    return [member for member in needed if row.get(member) in (None, "")]


def test_every_leaf_declares_role_factor_evidence_description_and_example() -> None:
    faults = {path: missing(row) for path, row in LEAVES.items() if missing(row) and not path.endswith("/*")}
    assert faults == {}


def test_the_words_are_those_of_the_design() -> None:
    assert {row["role"] for row in LEAVES.values()} == set(get_args(Role))
    assert {row["factor"] for row in LEAVES.values() if "factor" in row} == set(get_args(Factor))
    assert {row["evidence"] for row in LEAVES.values()} <= set(get_args(Evidence))


@pytest.mark.parametrize("path", [
    "/executor/runtime/id", "/executor/runtime/version", "/executor/runtime/build",
    "/executor/toolchain/steps/*/tool", "/executor/toolchain/steps/*/version", "/executor/precision/compute",
    "/executor/precision/weights/*/dtype", "/executor/quantization/*/method", "/operating_points/*/load",
    "/operating_points/*/batch", "/operating_points/*/scenario", "/operating_points/*/lengths",
])
def test_what_decides_a_number_can_neither_be_unmeasured_nor_withheld(path: str) -> None:
    assert set(fields()[path].get("states", [])) <= {"not_applicable"}


def closed(node: Any) -> bool:
    if isinstance(node, list):
        return all(map(closed, node))
    if not isinstance(node, dict):
        return True
    own = "properties" not in node or "type" not in node or "allOf" in node or node.get("additionalProperties") is False
    return own and all(map(closed, node.values()))


def test_objects_are_closed() -> None:
    assert all(closed(definition) for definition in schema("submission")["$defs"].values())
    assert schema("submission")["additionalProperties"] is False


def test_generated_files_are_current() -> None:
    done = subprocess.run([sys.executable, "-m", "lynxschema.generate", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
