"""A report in one line: how many submissions, the verdict, and what it rests on."""

from collections import Counter

from lynxschema.verdict import Report


def tally(report: Report) -> str:
    """`4 submissions`, or `1 of 4 submissions` where one is rejected."""
    rejected = sum(not verdict.accepted for verdict in report.verdicts)
    total = _plural(len(report.verdicts), "submission")
    return f"{rejected} of {total}" if rejected else total


def verdict(report: Report) -> str:
    """`accepted` or `rejected`."""
    return "accepted" if report.accepted else "rejected"


def grounds(report: Report) -> str:
    """Errors and warnings, and checker, contract, profile and rules that found them."""
    found = Counter(finding.severity for verdict in report.verdicts for finding in verdict.findings)
    counts = f"{_plural(found['error'], 'error')}, {_plural(found['warning'], 'warning')}"
    terms = f"checker {report.checker}, contract {report.contract}, profile {report.profile}, {len(report.rules)} rules"
    return f"{counts} ({terms})"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
