"""What the home page shows of the registry."""

from markupsafe import Markup

from lynxsite.numeral import whole
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.submission import Submission

LATEST = 6
METERED = "measured"


def latest(registry: Registry, root: str) -> Markup:
    """The newest submissions, each with the claim of its first result."""
    newest = registry.submissions[:LATEST]
    return render("latest.html", root=root, cards=[(each, each.facts.claim) for each in newest])


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
    return sum(each.standing != "accepted" for each in submissions)
