"""JUnit XML: a suite for each submission, a case for each rule that found something, one case where none did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lynxschema.finding import Finding
from lynxschema.report.printable import printable
from lynxschema.verdict import Report, Verdict

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def junit_report(report: Report) -> str:
    """The report as one XML document."""
    # Slow to import, and every other format does without.
    from xml.etree.ElementTree import Element, indent, tostring

    root = Element("testsuites", name=f"lynx check {report.checker}")
    for verdict in report.verdicts:
        _suite(root, verdict, report)
    indent(root, " ")
    return tostring(root, encoding="unicode", xml_declaration=False)


def _suite(root: Element, verdict: Verdict, report: Report) -> None:
    from xml.etree.ElementTree import SubElement

    errors = sum(finding.severity == "error" for finding in verdict.findings)
    name = printable(verdict.submission)
    cases = str(max(len(verdict.findings), 1))
    suite = SubElement(root, "testsuite", name=name, tests=cases, failures=str(errors), errors="0")
    properties = SubElement(suite, "properties")
    terms = {"checker": report.checker, "contract": report.contract, "profile": report.profile,
             "rules": " ".join(report.rules)}
    for term, value in terms.items():
        SubElement(properties, "property", name=term, value=value)
    for finding in verdict.findings:
        _case(suite, name, finding)
    if not verdict.findings:
        SubElement(suite, "testcase", classname=name, name="all rules")


def _case(suite: Element, name: str, finding: Finding) -> None:
    from xml.etree.ElementTree import SubElement

    case = SubElement(suite, "testcase", classname=name, name=f"{finding.code} {printable(finding.pointer)}".strip())
    text = f"found {finding.found}; expected {finding.expected}. To mend: {finding.mend}. {finding.page}"
    if finding.severity == "error":
        where = f"{printable(finding.file)}:{finding.line}:{finding.column}"
        SubElement(case, "failure", message=printable(text), type=finding.code).text = where
    else:
        SubElement(case, "system-out").text = printable(f"warning: {text}")
