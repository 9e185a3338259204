"""Every rule rejects its reject fixtures, alone unless they say otherwise, and accepts its accept fixtures."""

import json
from pathlib import Path
from typing import Any

import pytest

from lynxschema.check import Checker
from lynxschema.rulebook import rulebook
from lynxschema.tree import Location
from lynxschema.verdict import Verdict
from tests.rules.conftest import Edited

HERE = Path(__file__).parent
UNPROVOKED = {"LX000"}
"""Codes that no submission can provoke: a fault of the checker."""


def fixtures(kind: str) -> list[Any]:
    found = sorted(path for path in HERE.glob(f"LX*/{kind}*.json") if not rulebook()[path.parent.name].check_change)
    return [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in found]


def verdict(directory: Path, fixture: dict[str, Any], without: tuple[str, ...] = ()) -> Verdict:
    return Checker(fixture.get("profile", "registry"), without=without).verdict(Location.of(directory))


def test_the_base_is_accepted_without_a_warning(base: Path) -> None:
    assert Checker().verdict(Location.of(base)).findings == ()


@pytest.mark.parametrize("path", fixtures("reject"))
def test_a_rule_rejects_its_defect_and_only_it_does(path: Path, edited: Edited) -> None:
    fixture, code = json.loads(path.read_text()), path.parent.name
    directory = edited(fixture)
    found = verdict(directory, fixture).findings
    assert {finding.code for finding in found} == {code, *fixture.get("also", ())}
    own = [finding for finding in found if finding.code == code]
    assert all(finding.severity == rulebook()[code].severity for finding in own) or fixture.get("severity")
    # The mutant: without this rule, and those that the fixture names, the defect passes.
    assert verdict(directory, fixture, without=(code, *fixture.get("also", ()))).findings == ()


@pytest.mark.parametrize("path", fixtures("accept"))
def test_a_rule_accepts_what_comes_close(path: Path, edited: Edited) -> None:
    fixture = json.loads(path.read_text())
    found = verdict(edited(fixture), fixture).findings
    assert {finding.code for finding in found} == set(fixture.get("also", ()))


@pytest.mark.parametrize("code", sorted(rulebook().keys() - UNPROVOKED))
def test_a_rule_has_both_kinds_of_fixture(code: str) -> None:
    for kind in ("reject", "accept"):
        assert list((HERE / code).glob(f"{kind}*.json")), f"tests/rules/{code}/{kind}*.json is missing"


def test_no_fixture_is_left_of_a_rule_that_went() -> None:
    assert {path.name for path in HERE.glob("LX*")} <= rulebook().keys()


@pytest.mark.parametrize("rule", rulebook().values(), ids=lambda rule: rule.code)
def test_a_rule_has_its_page(rule: Any) -> None:
    headings = [line for line in rule.page.splitlines() if line.startswith("## ")]
    assert headings == ["## What it checks", "## Why it matters", "## Rejected", "## Mended"]
    assert rule.title.endswith(".")
    assert max(map(len, rule.page.splitlines())) <= 120
