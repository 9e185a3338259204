"""What a run ends with: claims, what is still undisclosed, the checker's verdict, the next command."""

import json
import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lynxrunner.findings import told
from lynxrunner.state import Record
from lynxschema.claim import claim
from lynxschema.figures import times_member
from lynxschema.leaves import leaves, state_of

OPEN_STATES = ("not_measured", "withheld")
SHOWN = 6


@dataclass(frozen=True)
class Summary:
    """One submission in words.

    `told` says which bound was held and what is no result; `undisclosed` maps a pointer to its reason; `findings`
    are the checker's.
    """

    directory: str
    profile: str
    claims: list[str]
    further: list[str]
    told: list[str]
    undisclosed: dict[str, str]
    accepted: bool
    findings: list[dict[str, Any]]
    next: str


def summaries(directories: Sequence[Path], profile: str) -> list[Summary]:
    """Each submission read back from where it was written."""
    return [_summary(directory, profile) for directory in directories]


def _summary(directory: Path, profile: str) -> Summary:
    record = json.loads((directory / "submission.json").read_bytes())
    findings = check(directory, profile)
    return Summary(
        directory=str(directory), profile=profile,
        claims=[claim(record, point) for point in record["operating_points"]],
        further=[_further(point) for point in record["operating_points"][1:] if point["purpose"] == "result"],
        told=told(record),
        undisclosed=undisclosed(record),
        accepted=all(finding["severity"] != "error" for finding in findings), findings=findings,
        next=f"lynx check --profile {profile} {shlex.quote(str(directory))}",
    )


def check(directory: Path, profile: str) -> list[dict[str, Any]]:
    """The checker's findings as plain data."""
    from lynxschema.check import check_submission

    return [finding.document() for finding in check_submission(directory, profile)]


def undisclosed(record: Record) -> dict[str, str]:
    """Leaves and groups that could not be read or are kept back, trials' noise told once per member."""
    open_leaves = [leaf for leaf in leaves(record) if state_of(leaf.value) in OPEN_STATES]
    return {leaf.path: _reason(leaf.value) for leaf in open_leaves}


def text(found: Sequence[Summary]) -> str:
    """For a reader."""
    return "\n".join(line for summary in found for line in (*_lines(summary), ""))


def as_json(found: Sequence[Summary]) -> str:
    """For a program."""
    return json.dumps({"submissions": [asdict(summary) for summary in found]}, indent=2, ensure_ascii=False)


FORMATS: dict[str, Callable[[Sequence[Summary]], str]] = {"text": text, "json": as_json}


def _lines(summary: Summary) -> list[str]:
    errors = [finding for finding in summary.findings if finding["severity"] == "error"]
    verdict = "accepted" if summary.accepted else f"rejected, {len(errors)} errors"
    return [
        summary.claims[0],
        *(f"  {line}" for line in (*summary.further, *summary.told)),
        f"  Still undisclosed: {_names(summary.undisclosed)}.",
        f"  Checked as {summary.profile}: {verdict}.",
        *(f"    {finding['code']} {finding['pointer']}: {finding['found']}" for finding in errors[:SHOWN]),
        f"  Next: {summary.next}",
    ]


def _names(paths: Iterable[str]) -> str:
    """The last two members of each path, as words."""
    names = [" ".join(path.replace("/*", "").split("/")[-2:]).replace("_", " ") for path in paths]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}" if names else "nothing"


def _further(point: Record) -> str:
    """A point after the first, whose claim has named the executor already."""
    rate = point["headline"]["throughput"]
    member = times_member(point["scenario"])
    times = point["headline"][member]
    name = next((name for name in ("p99", "p95", "p90", "p50") if name in times), None)
    what = "batch" if member == "batch_service_ms" else "request"
    said = f", {name} {times[name]['value']:.3g} ms per {what}" if name else ""
    return f"{point['id']}: {rate['value']:,.0f} {rate['unit']}{said}"


def _reason(state: Record) -> str:
    why = state.get("not_measured") or state["withheld"]
    return str(why.get("reason") or f"withheld by {why['by']}")
