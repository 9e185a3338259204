"""What a submitter reads: each slip is one finding at the member meant, and says what to write there."""

import json
from pathlib import Path
from typing import Any

import pytest

from lynxschema.check import check_submission
from lynxschema.contract import schema
from lynxschema.validate.form import FORMS
from tests.contract.edits import parent_of, replaced

POINT, RUNTIME = ("operating_points", 0), ("executor", "runtime")
STATE = {"not_measured": {"reason": "no_meter", "detail": "the board has none"}}
WITHHELD = {"withheld": {"by": "vendor", "why": "embargo"}}
SLIPS: dict[str, tuple[tuple[str | int, ...], Any, str, str]] = {
    "a number for a version": ((*RUNTIME, "version"), 1.32, "LX101", 'write a value such as "1.23.2"'),
    "upper case": (("executor", "precision", "compute"), "INT8", "LX107", 'did you mean "int8"?'),
    "two words in one": ((*POINT, "scenario"), "singlestream", "LX201", 'did you mean "single_stream"?'),
    "a name for a group": ((*RUNTIME, "threads"), "default", "LX101", 'such as {"intra_op": 8, "inter_op": 1}'),
    "a list for an object": (("executor", "toolchain"), [], "LX102", "write an object"),
    "text for a list": (("executor", "precision", "weights"), "int8", "LX107", "write a list"),
    "text for a number": ((*POINT, "batch"), "1", "LX202", "write an integer such as 1"),
    "another load than the scenario's": (
        ("operating_points", 1, "load"), {"kind": "closed", "concurrency": 1}, "LX201", 'write "all_at_once"'),
    "a state of one word": ((*POINT, "energy"), {"not_measured": "no meter"}, "LX206", '{"reason": "<reason>"'),
    "a reason of one's own": (
        (*POINT, "energy"), {"not_measured": {"reason": "no_metre", "detail": "the board has none"}}, "LX206",
        'did you mean "no_meter"?'),
    "two states": ((*POINT, "energy"), {**STATE, **WITHHELD}, "LX011", "not both"),
    "a state for a group": (RUNTIME, WITHHELD, "LX111", "disclose it"),
    "a state for a leaf": ((*RUNTIME, "version"), WITHHELD, "LX111", 'for example "1.23.2"'),
    "a login with @": (("submitter", "logins", 0), "@someone", "LX012", "without @"),
    "a local time": (("provenance", "started_at"), "2026-11-23 03:03", "LX012", "2026-11-20T09:30:00Z"),
    "a hash in capitals": (("workload", "model", "sha256"), "AB" * 32, "LX100", "64 lower-case hexadecimal digits"),
}


def record_of(directory: Path) -> Any:
    return json.loads((directory / "submission.json").read_text())


def errors(directory: Path, record: Any) -> list[Any]:
    (directory / "submission.json").write_text(json.dumps(record, indent=1))
    return [finding for finding in check_submission(directory) if finding.severity == "error"]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_finding_that_says_what_to_write(directory: Path, slip: str) -> None:
    where, value, code, words = SLIPS[slip]
    found = errors(directory, replaced(record_of(directory), where, value))
    told = [each for each in found if each.code == code]
    assert len(told) == 1 and words in f"{told[0].expected} {told[0].mend}"
    assert told[0].pointer.startswith("/" + "/".join(map(str, where[:-1])))
    refused = {each.pointer for each in found} - {"/executor_id", ""}
    assert refused <= {told[0].pointer}, found


def test_a_misspelt_member_names_the_one_meant(directory: Path) -> None:
    record = record_of(directory)
    runtime = parent_of(record, (*RUNTIME, "version"))
    runtime["vresion"] = runtime.pop("version")
    assert [(each.code, each.mend) for each in errors(directory, record)] == [
        ("LX101", 'add "version", for example "1.23.2"'), ("LX011", 'did you mean "version"?'),
    ]


def test_every_pattern_of_the_schema_has_words() -> None:
    assert set(patterns(schema("submission"))) == FORMS.keys()


def patterns(node: Any) -> list[str]:
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    own = [node["pattern"]] if isinstance(node, dict) and isinstance(node.get("pattern"), str) else []
    return own + [found for child in children for found in patterns(child)]
