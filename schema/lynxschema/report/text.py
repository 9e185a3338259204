"""For people: findings grouped by file, and what was checked, in the last line."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import click

from lynxschema.finding import Finding
from lynxschema.report.printable import printable
from lynxschema.verdict import Report, Verdict

_COLOURS = {"error": "red", "warning": "yellow"}


def text_report(report: Report) -> str:
    """Plain text with colour codes, which `click.echo` strips where the output is no terminal."""
    return "\n".join([*_lines(report), _summary(report)])


def _lines(report: Report) -> Iterator[str]:
    for verdict in report.verdicts:
        yield from _of_one(verdict)


def _of_one(verdict: Verdict) -> Iterator[str]:
    for file, found in groupby(verdict.findings, key=lambda finding: finding.file):
        yield click.style(printable(file), bold=True)
        for finding in found:
            yield from _of_finding(finding)
        yield ""


def _of_finding(finding: Finding) -> Iterator[str]:
    code = click.style(f"{finding.code} {finding.severity}", fg=_COLOURS[finding.severity])
    place = f"{finding.line}:{finding.column}" if finding.line else "-"
    yield f"  {place:>8}  {code}  {printable(finding.pointer) or finding.name}"
    yield f"            found     {printable(finding.found)}"
    yield f"            expected  {printable(finding.expected)}"
    yield f"            mend      {printable(finding.mend)}"


def _summary(report: Report) -> str:
    found = Counter(finding.severity for verdict in report.verdicts for finding in verdict.findings)
    rejected = sum(not verdict.accepted for verdict in report.verdicts)
    word = click.style("rejected", fg="red") if rejected else click.style("accepted", fg="green")
    total = _plural(len(report.verdicts), "submission")
    number = f"{rejected} of {total}" if rejected else total
    counts = f"{_plural(found['error'], 'error')}, {_plural(found['warning'], 'warning')}"
    hint = " Explain a code with: lynx explain CODE" if found else ""
    terms = f"checker {report.checker}, contract {report.contract}, profile {report.profile}, {len(report.rules)} rules"
    return f"{number} {word}: {counts} ({terms}).{hint}"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
