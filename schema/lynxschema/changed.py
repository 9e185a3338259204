"""A change of the registry -> findings: of the submissions that it touches, and of the change itself."""

from collections.abc import Iterator
from pathlib import Path

from lynxschema.apply import applied
from lynxschema.change_set import SUBMISSIONS, SUBMITTER, ChangeSet
from lynxschema.check import Checker
from lynxschema.finding import Fault, Finding, page
from lynxschema.rulebook import rulebook
from lynxschema.tree import Location
from lynxschema.verdict import Report, Verdict


def check_changes(changes: ChangeSet, root: Path, checker: Checker) -> Report:
    """Verdicts of every touched submission and of whatever else a rule on changes objects to."""
    report = checker.report(Location(root / path, "submission.json", path) for path in _touched(changes))
    found: dict[str, list[Finding]] = {verdict.submission: list(verdict.findings) for verdict in report.verdicts}
    for finding in _findings(changes, checker):
        found.setdefault(_owner(finding.file), []).append(finding)
    verdicts = tuple(Verdict(name, tuple(each), _of_submission(name)) for name, each in found.items())
    return report._replace(rules=tuple(checker.rules), verdicts=verdicts)


def _touched(changes: ChangeSet) -> list[str]:
    """Submissions to judge: those that changed, and all of a submitter whose entry changed."""
    edited = [change.submitter for change in changes.changes if change.parts[2:] == (SUBMITTER,)]
    of_edited = (path for submitter in edited if submitter for path in changes.of_submitter(submitter))
    return list(dict.fromkeys((*changes.results, *of_edited)))


def _findings(changes: ChangeSet, checker: Checker) -> Iterator[Finding]:
    for rule in checker.rules.values():
        if rule.check_change:
            yield from map(_finding, applied(rule, rule.check_change, changes))


def _finding(fault: Fault) -> Finding:
    rule = rulebook()[fault.code]
    return Finding(
        code=fault.code, name=rule.name, severity=fault.severity or rule.severity, file=fault.file, line=fault.line,
        column=fault.column, pointer=fault.pointer, found=fault.found, expected=fault.expected, mend=fault.mend,
        page=page(fault.code),
    )


def _owner(path: str) -> str:
    """submissions/<submitter>/<slug> of a file below it, the directory of any other, `.` at the root."""
    parts = path.split("/")
    return "/".join(parts[:3] if len(parts) > 3 else parts[:-1]) or "."


def _of_submission(owner: str) -> bool:
    return owner.startswith(f"{SUBMISSIONS}/") and owner.count("/") == 2
