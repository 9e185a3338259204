"""SARIF 2.1.0, for code-scanning services and editors."""

import json
from typing import Any

from lynxschema.finding import Finding
from lynxschema.report.printable import printable
from lynxschema.verdict import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Json = dict[str, Any]


def sarif_report(report: Report) -> str:
    """One run with every rule in force and a result for each finding."""
    codes = sorted({finding.code for verdict in report.verdicts for finding in verdict.findings} | set(report.rules))
    run = {
        "tool": {"driver": _driver(report, codes)},
        "columnKind": "unicodeCodePoints",
        "properties": {"contract": report.contract, "profile": report.profile, "accepted": report.accepted},
        "results": [_result(each, codes) for verdict in report.verdicts for each in verdict.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _driver(report: Report, codes: list[str]) -> Json:
    from lynxschema.explain import pages  # every rule's, which no other format needs

    known = pages()
    return {
        "name": "lynx check", "version": report.checker, "informationUri": "https://lynxbench.org/",
        "rules": [_rule(known[code]) for code in codes],
    }


def _rule(page: Json) -> Json:
    return {
        "id": page["code"], "name": page["name"], "helpUri": page["page"],
        "shortDescription": {"text": page["title"]}, "help": {"text": page["text"], "markdown": page["text"]},
        "defaultConfiguration": {"level": page["severity"]},
    }


def _result(finding: Finding, codes: list[str]) -> Json:
    from urllib.parse import quote  # slow to import, and every other format does without

    text = f"Found {finding.found}; expected {finding.expected}. To mend: {finding.mend}."
    location = {"artifactLocation": {"uri": quote(finding.file.encode(errors="surrogateescape"))}}
    region = {"region": {"startLine": finding.line, "startColumn": finding.column}} if finding.line else {}
    logical = {"fullyQualifiedName": printable(finding.pointer), "kind": "member"}
    return {
        "ruleId": finding.code, "ruleIndex": codes.index(finding.code), "level": finding.severity,
        "message": {"text": printable(text)},
        "locations": [{"physicalLocation": {**location, **region}, "logicalLocations": [logical]}],
    }
