"""What a submission's standing means for a reader."""

from typing import NamedTuple

from lynxsite.submission import Submission

MEANINGS = {
    "draft": (
        "Draft",
        "A quick or incomplete measurement, shown on this machine only: a draft is never merged. Do not quote it.",
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


def standing(submission: Submission) -> Standing:
    """A submission's standing."""
    kind = submission.standing
    if kind in MEANINGS:
        return Standing(kind, *MEANINGS[kind])
    line = submission.accepted or {}
    checker = f" by checker {line['checker']}" if "checker" in line else ""
    date = line.get("date", "a date not recorded")
    return Standing(kind, "Accepted", f"Accepted on {date}{checker}; it never changes.")
