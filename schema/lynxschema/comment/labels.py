"""Labels of a pull request: from the paths that the forge says it touches, and from the report."""

from collections.abc import Collection

from lynxschema.comment.claim import Claim

LABELS = ("accepted", "rejected", "needs-maintainer")
ASKING = {"LX000", "LX524", "LX525"}
"""Codes that only a person can answer."""
ROOT = "submissions/"
MOST_PATHS = 3_000
"""The forge lists no more: behind it could stand anything."""


def concerns(touched: Collection[str]) -> bool:
    """Whether a change touches submissions at all."""
    return any(path.startswith(ROOT) for path in touched)


def goes_beyond(touched: Collection[str]) -> bool:
    """Whether it touches anything else: then it may have brought the rules that it was judged by."""
    return len(touched) >= MOST_PATHS or not all(path.startswith(ROOT) for path in touched)


def labels(report: Claim | None, touched: Collection[str]) -> list[str]:
    """Labels to set; a verdict is one only where the change could not have brought its own checker."""
    beyond = goes_beyond(touched)
    verdict = [] if report is None or beyond else ["accepted" if report.accepted else "rejected"]
    entry = any(path.endswith("/submitter.json") for path in touched)
    asks = report is None or beyond or entry or bool(report.codes & ASKING)
    return verdict + (["needs-maintainer"] if asks else [])
