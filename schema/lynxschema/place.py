"""Faults -> findings: severity, file, line, column and page."""

from collections.abc import Iterator, Sequence

from lynxschema.finding import Fault, Finding, page
from lynxschema.load.positions import Position, positions
from lynxschema.load.submission import Submission
from lynxschema.rulebook import rulebook


def placed(faults: Sequence[Fault], submission: Submission, shown: str) -> Iterator[Finding]:
    """Findings in the order of file, line and code; `shown` names the submission's directory."""
    where = _positions(faults, submission)
    found = (_finding(fault, submission, shown, where.get(fault.pointer, (0, 0))) for fault in faults)
    yield from sorted(found, key=lambda finding: (finding.file, finding.line, finding.column, finding.code))


def _positions(faults: Sequence[Fault], submission: Submission) -> dict[str, Position]:
    wanted = {fault.pointer for fault in faults if not fault.line and not fault.file}
    text = submission.content.decode(errors="replace") if wanted else ""
    return positions(text, wanted) if text else {}


def _finding(fault: Fault, submission: Submission, shown: str, where: Position) -> Finding:
    rule = rulebook()[fault.code]
    line, column = (fault.line, fault.column) if fault.line or fault.file else where
    return Finding(
        code=fault.code, name=rule.name, severity=fault.severity or rule.severity,
        file=f"{shown}/{fault.file or submission.name}", line=line, column=column, pointer=fault.pointer,
        found=fault.found, expected=fault.expected, mend=fault.mend, page=page(fault.code),
    )
