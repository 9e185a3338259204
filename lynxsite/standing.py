"""What a submission's standing means for a reader."""

from typing import Any, NamedTuple

from lynxschema.version import VERSION
from lynxsite.submission import Submission

MEANINGS = {
    "draft": (
        "Draft",
        "A quick or incomplete measurement, shown on this machine only: a draft is never merged. Do not quote it.",
    ),
    "withdrawn": (
        "Withdrawn",
        "Taken back, for the reason below. It stays readable and is ranked with nothing. Do not quote it.",
    ),
    "provisional": (
        "Provisional",
        "Measured before the registry's first acceptance; may be replaced. Results accepted later never change.",
    ),
}


class Standing(NamedTuple):
    """Kind (`draft`, `provisional`, `accepted`), title and meaning."""

    kind: str
    title: str
    meaning: str


class Verdicts(NamedTuple):
    """What the checker said at the merge, and what it says today."""

    merged: str
    today: str


def verdicts(submission: Submission) -> Verdicts:
    """Both, each with the checker's version and its warnings."""
    line, found = submission.accepted, len(submission.warnings)
    today = f"{submission.standing} under checker {VERSION}, {found or 'no'} warning{'s' if found != 1 else ''}"
    return Verdicts(_merged(line) if line else "not merged under the registry's rules yet", today)


def _merged(line: dict[str, Any]) -> str:
    codes = ", ".join(line.get("warnings", [])) or "no warnings"
    date, checker = line.get("date", "a date not recorded"), line.get("checker", "not recorded")
    return f"accepted on {date} by checker {checker}, {codes}"


def standing(submission: Submission) -> Standing:
    """A submission's standing."""
    kind = submission.standing
    if kind in MEANINGS:
        return Standing(kind, *MEANINGS[kind])
    line = submission.accepted or {}
    checker = f" by checker {line['checker']}" if "checker" in line else ""
    date = line.get("date", "a date not recorded")
    return Standing(kind, "Accepted", f"On {date}{checker}; it never changes.")
