"""For people: findings grouped by file, and what was checked, in the last line."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

import click

from lynxschema.finding import Finding
from lynxschema.report.printable import printable
from lynxschema.report.summary import sentence
from lynxschema.verdict import Report, Verdict

_COLOURS = {"error": "red", "warning": "yellow"}


def text_report(report: Report) -> str:
    """Plain text with colour codes, which `click.echo` strips where the output is no terminal."""
    return "\n".join([*_lines(report), _summary(report)])


def _lines(report: Report) -> Iterator[str]:
    for each in report.verdicts:
        yield from _of_one(each)


def _of_one(judged: Verdict) -> Iterator[str]:
    for file, found in groupby(judged.findings, key=lambda finding: finding.file):
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
    hint = " Explain a code with: lynx explain CODE" if any(each.findings for each in report.verdicts) else ""
    marked = partial(click.style, fg="green" if report.accepted else "red")
    return f"{sentence(report, marked)}.{hint}"
