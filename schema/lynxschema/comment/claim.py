"""What a report claims, with every member of the kind that it must be."""

import re
from typing import Any, NamedTuple

from lynxschema.comment.unpack import UnreadableError

CODE = re.compile(r"LX[0-9]{3}", re.ASCII)
SEVERITIES = ("error", "warning")


class Found(NamedTuple):
    """One finding. Only `code` and `severity` are known to be what they say; all else is text."""

    code: str
    severity: str
    file: str
    line: int
    pointer: str
    found: str
    expected: str
    mend: str


class Judged(NamedTuple):
    """One submission and its findings."""

    submission: str
    findings: tuple[Found, ...]

    @property
    def accepted(self) -> bool:
        """Recomputed: what the report says of itself is not believed."""
        return all(found.severity != "error" for found in self.findings)


class Claim(NamedTuple):
    """A whole report."""

    checker: str
    contract: str
    profile: str
    verdicts: tuple[Judged, ...]

    @property
    def accepted(self) -> bool:
        return all(verdict.accepted for verdict in self.verdicts)

    @property
    def codes(self) -> set[str]:
        return {found.code for verdict in self.verdicts for found in verdict.findings}


def claim(document: Any) -> Claim:
    """The report as typed data; raises UnreadableError where a member is missing or of another kind."""
    try:
        verdicts = tuple(Judged(_text(each["submission"]), tuple(map(_found, each["findings"])))
                         for each in document["verdicts"])
        checker, contract, profile = (_text(document[name]) for name in ("checker", "contract", "profile"))
        return Claim(checker, contract, profile, verdicts)
    except (KeyError, TypeError) as error:
        raise UnreadableError(f"not a report: {type(error).__name__}") from None


def _found(document: Any) -> Found:
    texts = {name: _text(document[name]) for name in ("file", "pointer", "found", "expected", "mend")}
    code, severity, line = document["code"], document["severity"], document["line"]
    if severity not in SEVERITIES or not CODE.fullmatch(_text(code)) or type(line) is not int or not 0 <= line < 2**31:
        raise TypeError
    return Found(code=code, severity=severity, line=line, **texts)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
