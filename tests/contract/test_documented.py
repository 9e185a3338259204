"""Nothing goes undocumented: every field, rule and command has its words, and the pages are current."""

from pathlib import Path

import click
import pytest

from lynxschema.cli import SUMMARIES
from lynxschema.cli import main as lynx
from lynxschema.contract import fields
from lynxschema.explain import pages
from lynxschema.generate.command_page import page
from lynxschema.rulebook import FAMILIES, REMOVED, rulebook

DOCS = Path(__file__).parents[2] / "docs"


def command(name: str) -> click.Command:
    found = lynx.get_command(click.Context(lynx), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    assert command(name).help and SUMMARIES[name]
    options = [each for each in command(name).params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help and each.name != "help"] == []


def test_every_command_has_a_summary() -> None:
    assert lynx.list_commands(click.Context(lynx)) == list(SUMMARIES)


def test_the_page_of_commands_is_current() -> None:
    assert (DOCS / "commands.md").read_text() == page(), "run python -m lynxschema.generate.command_page"


def test_every_field_is_described() -> None:
    assert [path for path, row in fields().items() if not row.get("description") and not path.endswith("/*")] == []


def test_every_rule_has_a_page_and_a_family() -> None:
    assert pages().keys() == rulebook().keys() | REMOVED.keys()
    assert all(rule.family in FAMILIES.values() and rule.page for rule in rulebook().values())


@pytest.mark.parametrize("name", ["commands", "defects", "limits", "rules", "schema"])
def test_what_the_checker_does_is_in_the_navigation(name: str) -> None:
    assert f": {name}.md" in (DOCS.parent / "mkdocs.yml").read_text()


@pytest.mark.parametrize("code", [rule.code for rule in rulebook().values() if rule.check_change])
def test_what_is_checked_of_a_change_is_told_to_maintainers(code: str) -> None:
    assert f"| `{code}` |" in (DOCS / "pull-requests.md").read_text()
