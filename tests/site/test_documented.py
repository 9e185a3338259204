"""Nothing goes unexplained on the site: fields, rules, commands, entries of the catalogue, headings of tables."""

import re
from pathlib import Path

import click
import pytest

from lynxschema.catalogue import entries
from lynxschema.cli import main as lynx
from lynxschema.contract import fields
from lynxschema.rulebook import REMOVED, rulebook
from lynxsite.column import COLUMNS
from lynxsite.pages import rules
from lynxsite.pages.catalogue import SCHEMAS
from lynxsite.pages.reference import anchor
from lynxsite.term import TERMS
from tests.site import links
from tests.site.conftest import ROOT

TEMPLATES = ROOT / "lynxsite" / "templates"
HEADING = re.compile(r'<th scope="col"[^>]*>([^<{]+)(?:,[^<]*)?</th>')
PLAIN = {
    "Checker's warnings", "Date", "Example", "File", "From", "Holds", "Input length", "Its first result", "Lengths",
    "May be", "Meaning", "Measured", "Member", "Model", "Newer", "Older", "Output length", "Rows", "SHA-256", "Size",
    "To", "Unit",
}
"""Headings that need no glossary."""


def _anchors(site: Path, page: str) -> set[str]:
    return links.read(site / page / "index.html").anchors


def test_every_field_stands_in_the_reference(site: Path) -> None:
    leaves = {anchor(path) for path, row in fields().items() if row["leaf"]}
    assert leaves - _anchors(site, "schema") == set()


def test_every_rule_has_its_page_and_stands_in_the_list(site: Path) -> None:
    listed = set(re.findall(r"LX\d{3}(?=/)", (site / "rules/index.html").read_text()))
    assert rulebook().keys() - listed == set()
    pages = {page.parent.name for page in (site / "rules").glob("*/index.html")}
    assert rulebook().keys() | REMOVED.keys() == pages


def test_a_removed_rule_keeps_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REMOVED, "LX999", "What it asked for is asked for by LX101.")
    page = dict(rules.sources())["rules/LX999.md"]
    assert "# LX999: removed" in page and "asked for by LX101" in page


def test_every_command_stands_in_the_reference(site: Path) -> None:
    names = {f"lynx-{name}" for name in lynx.list_commands(click.Context(lynx))}
    assert names - _anchors(site, "commands") == set()


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_entry_of_the_catalogue_stands_in_the_reference(site: Path, kind: str) -> None:
    assert {f"{kind}-{name}" for name in entries(kind)} - _anchors(site, "catalogue") == set()  # type: ignore[arg-type]


def test_every_term_is_in_the_glossary(site: Path) -> None:
    assert set(TERMS.values()) - _anchors(site, "glossary") == set()


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_every_heading_of_a_table_is_explained(template: Path) -> None:
    found = {heading.partition(",")[0].strip() for heading in HEADING.findall(template.read_text())}
    whole = {heading.partition(",")[0] for heading in TERMS}
    assert found - whole - PLAIN == set()


def test_every_column_of_the_results_is_explained() -> None:
    titles = {column.title for column in COLUMNS if column.kind != "hidden"}
    assert titles - TERMS.keys() - PLAIN == set()


def test_a_heading_leads_to_its_term(site: Path) -> None:
    page = (site / "results/example-lab/result-00001/index.html").read_text()
    assert '<a class="lx-term" href="../../../glossary/#drift">Drift</a>' in page
    assert 'href="../glossary/#flip">Flips</a>' in (site / "flips/index.html").read_text()
