"""axe-core on an open page, against what is known of the theme."""

import json
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
BASELINE = Path(__file__).with_name("axe_baseline.json")
# Rows of one table are alike, and so are operating points: the first stand for all, or a long page would take a minute.
RUN = """async (rules) => (await axe.run(
  { exclude: ["tbody tr:nth-child(n + 6)", ".lx-point ~ .lx-point"] },
  { resultTypes: ["violations"], preload: false, ...(rules.length ? { runOnly: rules } : {}) },
)).violations.flatMap((rule) => rule.nodes.map((node) => [rule.id, node.target.join(" "), rule.help]))"""


class Finding(NamedTuple):
    """A rule of axe, the element that breaks it as a selector, and what the rule asks."""

    rule: str
    where: str
    asks: str


def findings(page: Page, *rules: str) -> list[Finding]:
    """What axe finds, by these rules or all of its own, and the baseline does not know."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found = [Finding(*each) for each in page.evaluate(RUN, rules)]
    return [each for each in found if not any(_is(each, known) for known in baseline())]


def baseline() -> list[dict[str, str]]:
    """Findings that are there to stay: rule, end of the selector, and why."""
    read: list[dict[str, str]] = json.loads(BASELINE.read_bytes())
    return read


def _is(found: Finding, known: dict[str, str]) -> bool:
    return found.rule == known["rule"] and found.where.endswith(known["where"])
