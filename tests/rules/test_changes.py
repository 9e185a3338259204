"""Every rule on changes objects to its reject fixtures, alone unless they say otherwise, and to none of the others."""

import json
from pathlib import Path
from typing import Any

import pytest

from lynxschema.change_set import Change, ChangeSet, Kind
from lynxschema.changed import check_changes
from lynxschema.check import Checker
from lynxschema.digest import sha256
from lynxschema.rulebook import rulebook

HERE = Path(__file__).parent
Files = dict[str, bytes]


def fixtures(kind: str) -> list[Any]:
    found = sorted(path for path in HERE.glob(f"LX5*/{kind}*.json") if rulebook()[path.parent.name].check_change)
    return [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in found]


def change_set(fixture: dict[str, Any]) -> ChangeSet:
    """A fixture's files before and after, objects as JSON, and what differs between them."""
    before, after = _files(fixture["before"]), _files(fixture["after"])
    paths = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    changes = tuple(Change(path, _kind(path, before, after)) for path in paths)
    return ChangeSet(changes, _tree(before), _tree(after), before.get, after.get, fixture.get("author"))


def _files(fixture: dict[str, Any]) -> Files:
    return {path: (value if isinstance(value, str) else json.dumps(value)).encode() for path, value in fixture.items()}


def _tree(files: Files) -> dict[str, str]:
    return {path: sha256(content) for path, content in files.items() if path.startswith("submissions/")}


def _kind(path: str, before: Files, after: Files) -> Kind:
    return "added" if path not in before else "modified" if path in after else "deleted"


def codes(path: Path, tmp_path: Path, *without: str) -> set[str]:
    """Codes of the rules on changes; the submissions of a fixture are no more than names."""
    alone = {code for code, rule in rulebook().items() if not rule.check_change and code != "LX000"}
    report = check_changes(change_set(json.loads(path.read_text())), tmp_path, Checker(without={*alone, *without}))
    return {finding.code for verdict in report.verdicts for finding in verdict.findings}


@pytest.mark.parametrize("path", fixtures("reject"))
def test_a_rule_objects_to_its_defect_and_only_it_does(path: Path, tmp_path: Path) -> None:
    code, beside = path.parent.name, json.loads(path.read_text()).get("beside", [])
    assert codes(path, tmp_path) == {code, *beside}
    # The mutant: without this rule the defect passes.
    assert codes(path, tmp_path, code) == set(beside)


@pytest.mark.parametrize("path", fixtures("accept"))
def test_a_rule_accepts_what_comes_close(path: Path, tmp_path: Path) -> None:
    assert codes(path, tmp_path) == set(json.loads(path.read_text()).get("beside", []))


def test_a_crash_inside_a_rule_is_a_finding(tmp_path: Path) -> None:
    changes = change_set({"before": {}, "after": {"submissions/lab/one/errata.json": "{}"}})
    broken = changes._replace(base=lambda path: 1 / 0)  # type: ignore[arg-type, return-value]
    report = check_changes(broken, tmp_path, Checker())
    assert "LX000" in {finding.code for verdict in report.verdicts for finding in verdict.findings}
