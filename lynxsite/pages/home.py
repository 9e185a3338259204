"""What the home page shows of the registry."""

from functools import partial
from typing import Any

from markupsafe import Markup

from lynxschema.numeral import whole
from lynxsite.controlled import Group, groups
from lynxsite.memo import Fragment
from lynxsite.pages.controlled import shown_group
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.submission import Submission

LATEST = 6
METERED = "measured"
TRIED = 3
"""Groups of a factor that are looked at for one that is no tie."""


def latest(registry: Registry, root: str) -> Markup:
    """The newest submissions, one of each session first, each with the claim of its first result."""
    cards = [(each, each.facts.claim) for each in latest_of(registry.submissions)]
    return render("latest.html", root=root, cards=cards)


def latest_of(submissions: tuple[Submission, ...]) -> list[Submission]:
    """A session's submissions are much alike: its newest stands for it, unless there are too few sessions."""
    firsts: dict[str, Submission] = {}
    for each in submissions:
        firsts.setdefault(each.facts.session, each)
        if len(firsts) == LATEST:
            break
    chosen = dict.fromkeys([*firsts.values(), *submissions[:LATEST]])
    return list(chosen)[:LATEST]


def effects(registry: Registry, root: str) -> Markup:
    """Of each factor the controlled group with the largest effect that is no tie."""
    factors = dict.fromkeys(group.factor for group in groups(registry))
    tried = [[group for group in groups(registry) if group.factor == factor][:TRIED] for factor in factors]
    sizes = [[len(each) for each in group.variants] for some in tried for group in some]
    newest = [result for some in tried for group in some for result in group.newest]
    return registry.memo.fragment(newest, partial(_effects, tried, root), "effects", root, sizes).html


def _effects(tried: list[list[Group]], root: str) -> Fragment:
    largest = [_largest(some) for some in tried]
    return Fragment(0, render("effects.html", root=root, groups=[group for group in largest if group]))


def _largest(some: list[Group]) -> dict[str, Any] | None:
    """The first that is no tie."""
    return next((found for found in map(shown_group, some) if not found["rate"].tie), None)


def counts(registry: Registry, root: str) -> Markup:
    """How much there is: submissions, results, what they cover."""
    submissions = registry.submissions
    metered = sum(result.value("metered") == METERED for result in registry.results)
    facts = {
        "submissions": len(submissions), "results": len(registry.results),
        "workloads": _distinct([each.facts.workload for each in submissions]),
        "executors": _distinct([each.facts.executor_id for each in submissions]),
        "with metered energy": metered,
        "submitters": _distinct([each.facts.submitter for each in submissions]),
    }
    provisional = _provisional(submissions)
    return render("counts.html", facts={name: whole(count) for name, count in facts.items()}, provisional=provisional)


def _distinct(values: list[str]) -> int:
    return len(set(values))


def _provisional(submissions: tuple[Submission, ...]) -> int:
    return sum(each.standing in ("provisional", "draft") for each in submissions)
