"""Workflow commands: an annotation for each finding, at its line of the changed file, and a notice of the verdict."""

from lynxschema.finding import Finding
from lynxschema.report.printable import printable
from lynxschema.report.summary import sentence
from lynxschema.verdict import Report

_LEVELS = {"error": "error", "warning": "warning"}


def github_report(report: Report) -> str:
    """One command a line; text of a submission never begins one, and is escaped as the runner unescapes it."""
    found = [_command(finding) for each in report.verdicts for finding in each.findings]
    return "\n".join([*found, f"::notice title=lynx check::{_data(sentence(report))}"])


def _command(finding: Finding) -> str:
    place = {"file": finding.file, "line": finding.line or 1, "col": finding.column or 1,
             "title": f"{finding.code} {finding.name}"}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    where = f"{finding.pointer}: " if finding.pointer else ""
    text = f"{where}found {finding.found}; expected {finding.expected}. To mend: {finding.mend}. {finding.page}"
    return f"::{_LEVELS[finding.severity]} {properties}::{_data(text)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
