"""The registry of rules: every module of `rules/` whose name begins with a code, found by looking."""

import pkgutil
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple, TypeVar

from lynxschema import rules
from lynxschema.change_set import ChangeSet
from lynxschema.finding import Fault, Severity
from lynxschema.load.submission import Submission

T = TypeVar("T")
Check = Callable[[Submission], Iterable[Fault]]
CheckChange = Callable[[ChangeSet], Iterable[Fault]]
PROFILES = ("draft", "registry")
FAMILIES = {
    "LX0": "Readable", "LX1": "Executor disclosed", "LX2": "Operating point disclosed", "LX3": "Figures recomputed",
    "LX4": "Physically plausible", "LX5": "Registry",
}
REMOVED: dict[str, str] = {}
"""Codes of removed rules -> why they went. A code is never given again, and `lynx explain` still answers it."""


class Rule(NamedTuple):
    """One rule. `check` is None where the reader or the schema finds the fault and the rule is its page."""

    code: str
    name: str
    page: str
    severity: Severity
    since: str
    profiles: tuple[str, ...]
    covers: tuple[str, ...]
    """Paths of the field table below which this rule's code is given to what the schema refuses."""
    missing: tuple[str, ...]
    """Paths whose absence, and nothing else, has this rule's code."""
    reads: tuple[str, ...]
    """Pointers whose members must be as the schema wants them before the rule can look; empty: looks at anything."""
    check: Check | None
    check_change: CheckChange | None
    """Looks at a change of the registry instead, where `lynx check --since` is told of one."""

    @property
    def title(self) -> str:
        """First line of the page."""
        return self.page.splitlines()[0]

    @property
    def family(self) -> str:
        return FAMILIES[self.code[:3]]


@cache
def rulebook() -> dict[str, Rule]:
    """Every rule by its code, in the order of the codes."""
    names = (module.name for module in pkgutil.iter_modules(rules.__path__))
    coded = sorted(name for name in names if re.fullmatch(r"LX\d{3}_[a-z0-9_]+", name))
    return {rule.code: rule for rule in map(_rule, coded)}


def _rule(name: str) -> Rule:
    module = import_module(f"{rules.__name__}.{name}")
    code, _, title = name.partition("_")
    return Rule(
        code=code, name=title.replace("_", "-"), page=(module.__doc__ or "").strip(),
        severity=_constant(module, "SEVERITY", "error"), since=_constant(module, "SINCE", "1.0"),
        profiles=_constant(module, "PROFILES", PROFILES), covers=_constant(module, "COVERS", ()),
        missing=_constant(module, "MISSING", ()),
        reads=_constant(module, "READS", ("",)), check=getattr(module, "check", None),
        check_change=getattr(module, "check_change", None),
    )


def _constant(module: ModuleType, name: str, default: T) -> T:
    found: T = getattr(module, name, default)
    return found
