"""The rules' pages and their index, from the same docstrings that the site shows."""

from itertools import groupby
from typing import Any

from lynxschema.finding import page as address
from lynxschema.rulebook import FAMILIES, REMOVED, Rule, rulebook

Page = dict[str, Any]
LIMIT = "What no checker can find is a consistently forged set of samples; replication is the answer to that."


def pages() -> dict[str, Page]:
    """Every page by code, those of removed rules too, in the order of the codes."""
    found = {rule.code: _page(rule) for rule in rulebook().values()}
    found |= {code: _removed(code, why) for code, why in REMOVED.items()}
    return dict(sorted(found.items()))


def page(known: Page) -> str:
    """One page as text."""
    facts = f"Family {known['family']}; {known['severity']}; profiles {', '.join(known['profiles']) or 'none'}; " \
            f"since contract {known['since']}."
    return f"{known['code']} {known['name']}: {known['text']}\n\n{facts}\n{known['page']}"


def index(known: dict[str, Page]) -> str:
    """All rules by family, a line each."""
    lines = [LIMIT, ""]
    for family, found in groupby(known.values(), key=lambda each: each["family"]):
        lines += [family, *(f"  {each['code']}  {each['severity']:<8} {each['title']}" for each in found), ""]
    return "\n".join(lines).rstrip()


def _page(rule: Rule) -> Page:
    return {
        "code": rule.code, "name": rule.name, "family": rule.family, "title": rule.title, "severity": rule.severity,
        "since": rule.since, "profiles": list(rule.profiles), "removed": False, "page": address(rule.code),
        "text": rule.page,
    }


def _removed(code: str, why: str) -> Page:
    return {
        "code": code, "name": "removed", "family": FAMILIES[code[:3]], "title": "Removed.", "severity": "none",
        "since": "", "profiles": [], "removed": True, "page": address(code), "text": f"Removed.\n\n{why}",
    }
