"""A report in one line: how many submissions, the verdict, and what it rests on."""

from collections import Counter
from collections.abc import Callable

from lynxschema.verdict import Report


def sentence(report: Report, marked: Callable[[str], str] = str) -> str:
    """`1 of 4 submissions rejected: 2 errors, 0 warnings (...)`, its verdict `marked`; `Nothing to check (...)`."""
    if not report.verdicts:
        return f"Nothing to check ({_terms(report)})"
    return f"{_tally(report)} {marked(verdict(report))}: {_counts(report)} ({_terms(report)})"


def verdict(report: Report) -> str:
    """`accepted` or `rejected`."""
    return "accepted" if report.accepted else "rejected"


def _tally(report: Report) -> str:
    """`4 submissions`; where some are rejected `1 of 4 submissions`; `the change itself` where no submission is."""
    judged = [verdict.accepted for verdict in report.verdicts if verdict.of_submission]
    total = _plural(len(judged), "submission")
    if not judged or (all(judged) and not report.accepted):
        return "The change itself"
    return total if all(judged) else f"{judged.count(False)} of {total}"


def _counts(report: Report) -> str:
    found = Counter(finding.severity for verdict in report.verdicts for finding in verdict.findings)
    return f"{_plural(found['error'], 'error')}, {_plural(found['warning'], 'warning')}"


def _terms(report: Report) -> str:
    return f"checker {report.checker}, contract {report.contract}, profile {report.profile}, {len(report.rules)} rules"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
