"""What the campaigns found, for the end of the tests' output."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

NAME = "campaign"
Note = Callable[[str, object], None]
"""pytest's `record_property`: what a test keeps travels with its report, out of a worker's process too."""


def note(record_property: Note, line: str) -> None:
    """Keeps a line for the summary."""
    record_property(NAME, line)


def noted(reports: Iterable[Any]) -> Iterator[str]:
    """The lines that tests kept; a test has a report of its call, others of set-up and end repeat it."""
    for report in reports:
        if getattr(report, "when", None) == "call":
            yield from (str(value) for name, value in report.user_properties if name == NAME)


def share(part: int, whole: int, what: str) -> str:
    """`990 of 1,000 ... (99.00 %)`, never rounded up to a hundred."""
    percent = int(10_000 * part / whole) / 100 if whole else 0
    return f"{part:,} of {whole:,} {what} ({percent:g} %)"
