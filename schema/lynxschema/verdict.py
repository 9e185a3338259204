"""What a check has to say: findings of each submission, and with which rules they were found."""

from collections import Counter
from typing import Any, NamedTuple

from lynxschema.finding import Finding


class Verdict(NamedTuple):
    """One submission's."""

    submission: str
    findings: tuple[Finding, ...]
    of_submission: bool = True
    """Whether it judges a submission, and not what else a change of the registry touches."""

    @property
    def accepted(self) -> bool:
        """Whether no finding is an error."""
        return all(finding.severity != "error" for finding in self.findings)

    def document(self) -> dict[str, Any]:
        """The verdict as plain JSON data."""
        findings = [finding.document() for finding in self.findings]
        return {"submission": self.submission, "accepted": self.accepted, "findings": findings}


class Report(NamedTuple):
    """All verdicts, and what they rest on."""

    checker: str
    contract: str
    profile: str
    rules: tuple[str, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def accepted(self) -> bool:
        """Whether every submission is."""
        return all(verdict.accepted for verdict in self.verdicts)

    def document(self) -> dict[str, Any]:
        """The report as plain JSON data, of the shape of `v1/report.schema.json`."""
        found = Counter(finding.severity for verdict in self.verdicts for finding in verdict.findings)
        return {
            "checker": self.checker, "contract": self.contract, "profile": self.profile, "rules": list(self.rules),
            "accepted": self.accepted, "submissions": sum(verdict.of_submission for verdict in self.verdicts),
            "errors": found["error"], "warnings": found["warning"],
            "verdicts": [verdict.document() for verdict in self.verdicts],
        }
