"""The rules of the checker: an index, and each rule's docstring as its page."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from markupsafe import Markup

from lynxsite.registry import Registry
from lynxsite.renderer import render

_HEADING = re.compile(r"^(## .+)$", re.MULTILINE)


def listing(registry: Registry, root: str) -> Markup:
    """All rules by family; of no submission, so that it stays until the checker or the site changes."""
    made = registry.memo.made(["rules"], lambda: str(_listing(root)), "rules", root)
    return Markup(made)  # noqa: S704 - rendered by a template


def _listing(root: str) -> Markup:
    families = [(name, list(rules)) for name, rules in groupby(_rules(), key=lambda rule: rule.family)]
    return render("rules.html", root=root, families=families)


def sources() -> Iterator[tuple[str, str]]:
    """Source path and Markdown of each rule's page: they are few, and the search should find them.

    The code of a removed rule keeps its page, which says why the rule went.
    """
    from lynxschema.rulebook import REMOVED

    yield from ((f"rules/{rule.code}.md", _markdown(rule)) for rule in _rules())
    yield from ((f"rules/{code}.md", f"---\ntitle: {code} removed\n---\n\n# {code}: removed\n\n{why}\n")
                for code, why in REMOVED.items())


def _rules() -> list[Any]:
    from lynxschema.rulebook import rulebook

    return list(rulebook().values())


def _markdown(rule: Any) -> str:
    title, _, body = rule.page.partition("\n")
    title = title.rstrip(".")
    front = f"---\ntitle: {rule.code} {title}\ndescription: {title}\n---\n\n"
    # The search finds a rule by code and title: with their texts every page of the site would load a third more.
    sections = _HEADING.sub(r"\1 { data-search-exclude }", body.strip())
    return f"{front}# {rule.code}: {title}\n\n{render('rule.html', rule=rule)}\n\n{sections}\n"
