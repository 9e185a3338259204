"""`accepted.jsonl`: a line for each merged submission with the verdict at merge; appended, never changed."""

import json
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, NamedTuple

from lynxschema.contract import schema
from lynxschema.verdict import Report

FILE = "accepted.jsonl"


class Acceptance(NamedTuple):
    """What was merged, when, and what the checker said of it then."""

    path: str
    """submissions/<submitter>/<slug>"""
    sha256: str
    """Of `submission.json`, which holds the hashes of the evidence."""
    date: str
    checker: str
    contract: str
    warnings: tuple[str, ...]
    """Codes of the warnings, each once, in order."""

    def line(self) -> str:
        """One line of the file, its line break included."""
        return json.dumps(self._asdict(), ensure_ascii=True) + "\n"


def acceptances(content: bytes) -> list[Acceptance]:
    """All lines of the file; raises ValueError with the number of a line that is none."""
    lines = content.decode("utf-8").split("\n")
    if lines.pop():
        raise ValueError(f"line {len(lines) + 1}: not ended by a line break")
    return [_acceptance(number, line) for number, line in enumerate(lines, 1)]


def accepted(report: Report, hashes: dict[str, str], date: str) -> Iterator[Acceptance]:
    """A line for each accepted submission of a report, in the order of the paths; `hashes` are of their records."""
    for verdict in sorted(report.verdicts, key=lambda verdict: verdict.submission):
        if verdict.accepted:
            warnings = tuple(sorted({finding.code for finding in verdict.findings}))
            path = verdict.submission
            yield Acceptance(path, hashes[path], date, report.checker, report.contract, warnings)


def objections(
    content: bytes, earlier: bytes, hashes: dict[str, str | None], withdrawn: Collection[str] = ()
) -> Iterator[str]:
    """What is wrong with a file that was `earlier`; `hashes` of the listed records, None where one is gone.

    One of the `withdrawn` may be gone: their errata are left in their place.
    """
    if not content.startswith(earlier):
        yield "earlier lines were changed or removed; restore them, lines are only ever appended"
    seen: set[str] = set()
    for number, row in enumerate(acceptances(content), 1):
        if row.path in seen:
            yield f"line {number}: {row.path} is listed twice; the first line stays"
        elif hashes.get(row.path) is None:
            if row.path not in withdrawn:
                yield (f"line {number}: {row.path}/submission.json is gone; a merged result stays, "
                       "or leaves an errata.json that withdraws it")
        elif hashes[row.path] != row.sha256:
            yield f"line {number}: {row.path}/submission.json is not what was merged; restore it"
        seen.add(row.path)


def _acceptance(number: int, line: str) -> Acceptance:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError(f"line {number}: not an acceptance: no JSON") from None
    error = next(_validator().iter_errors(row), None)
    if error is not None:
        where = "/".join(map(str, error.instance_path)) or "the whole"
        raise ValueError(f"line {number}: not an acceptance: {where} is not of its form ({error.message[:120]})")
    return Acceptance(**row | {"warnings": tuple(row["warnings"])})


@cache
def _validator() -> Any:
    # Imported late: the site reads lines, too, and most commands none.
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(schema("accepted"))
