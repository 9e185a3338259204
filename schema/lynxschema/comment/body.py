"""A report as the Markdown of one comment."""

from collections.abc import Iterator

from lynxschema.comment.claim import Claim, Found, Judged
from lynxschema.comment.markdown import code

MARKER = "<!-- lynx-check -->"
"""First line of the comment, by which it is found again."""
MOST = 60_000
"""Characters; a forge refuses a comment of more than 65,536."""
PAGES = "https://lynxbench.org/rules"
OUTSIDE = (
    "This change also touches files outside `submissions/`, so it may have been judged by rules of its own. "
    "A maintainer decides."
)
UNREADABLE = "The check left no report that can be read. What it said stands in its log."


def body(report: Claim | None, run: str = "", outside: bool = False) -> str:
    """The comment; `run` is the address of the check's log, `outside` whether the change goes beyond submissions."""
    tail = [f"[Log of the check]({run})"] if run else []
    if report is None:
        return "\n\n".join([MARKER, "### Submissions: not checked", UNREADABLE, *tail]) + "\n"
    head = [MARKER, f"### Submissions: {_word(report.accepted)}", _summary(report), *([OUTSIDE] if outside else [])]
    return "\n\n".join([*head, _cut(list(_items(report)), MOST - 2_000), *tail]) + "\n"


def _summary(report: Claim) -> str:
    rejected = sum(not verdict.accepted for verdict in report.verdicts)
    severities = [found.severity for verdict in report.verdicts for found in verdict.findings]
    counts = f"{severities.count('error')} errors, {severities.count('warning')} warnings"
    terms = f"checker {code(report.checker[:40])}, contract {code(report.contract[:40])}, profile " \
            f"{code(report.profile[:40])}"
    return f"{rejected} of {len(report.verdicts)} rejected: {counts} ({terms}). `lynx explain CODE` explains a code."


def _items(report: Claim) -> Iterator[str]:
    for verdict in sorted(report.verdicts, key=lambda verdict: verdict.accepted):
        yield _heading(verdict)
        for found in sorted(verdict.findings, key=lambda found: found.severity):
            yield _finding(found, found.file.removeprefix(f"{verdict.submission}/"))


def _heading(verdict: Judged) -> str:
    return f"\n**{_word(verdict.accepted)}** {code(verdict.submission)}\n"


def _finding(found: Found, file: str) -> str:
    where = f" {code(found.pointer)}" if found.pointer else ""
    place = code(f"{file}:{found.line}" if found.line else file)
    return (
        f"- [{found.code}]({PAGES}/{found.code}/) {found.severity} {place}{where}: found {code(found.found)}, "
        f"expected {code(found.expected)}. To mend: {code(found.mend)}"
    )


def _cut(items: list[str], most: int) -> str:
    kept, length = 0, 0
    while kept < len(items) and length + len(items[kept]) < most:
        length += len(items[kept]) + 1
        kept += 1
    left = len(items) - kept
    more = [f"\n{left} further lines are left out; the log has them all."] if left else []
    return "\n".join(items[:kept] + more)


def _word(accepted: bool) -> str:
    return "accepted" if accepted else "rejected"
