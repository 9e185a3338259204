"""A session at an endpoint: first contact, trials, one submission."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from lynxrunner.publish import Evidence, publish, writable
from lynxrunner.served.contact import Contact, contact
from lynxrunner.served.executor import captured, missing
from lynxrunner.served.incomplete import publish_incomplete
from lynxrunner.served.quality import scored
from lynxrunner.served.request import Request
from lynxrunner.served.statement import stated
from lynxrunner.served.submission import Known, evidence, in_common, points, submission
from lynxrunner.served.telling import say
from lynxrunner.served.trials import trials
from lynxrunner.session import Session
from lynxrunner.state import Record
from lynxrunner.submitters import submitter


class Written(NamedTuple):
    """The submission's directory, pointers of what nobody disclosed, and whether every point was measured."""

    directory: Path
    lacking: list[str]
    complete: bool


def measure(request: Request) -> Written:
    """Measure and write one submission. Raises RunError where nothing was measured."""
    who = submitter(request.given["submitter"])
    out = request.given["out"] or Path("drafts", who["id"])
    with writable(out):
        return _measured(request, who, out)


def _measured(request: Request, who: Record, out: Path) -> Written:
    found = contact(request.endpoint, request.ignore_eos, int(request.points[0].outputs.mean))
    statement = stated(captured(request.workload, found, request.device), request.given["disclose"])
    lacking = missing(statement.members)
    for line in announced(len(request.points), request.trials, _how(found), lacking):
        say(line)
    told = [f"/executor/runtime/{name}" for name in found.runtime]
    score = scored(found.endpoint, request.workload, statement.members["executor"])
    if score.dataset:
        statement.members["workload"]["dataset"] = score.dataset
        told.append("/workload/dataset")
    session = Session(who, request.command, statement.members["executor"].get("hardware", {}))
    with TemporaryDirectory(prefix="lynx-run-") as home:
        done, lost = trials(request, found, session.id, Path(home))
    known = Known(statement, found.endpoint, told, lost)
    kept = in_common(done)
    profile = "draft" if lacking else request.profile
    record = submission(session, profile, known, points(known, kept), score.quality)
    return Written(write(record, {**evidence(kept), **score.evidence}, lacking, out), lacking, not lost)


def write(record: Record, evidence: Evidence, lacking: Sequence[str], out: Path) -> Path:
    """A submission, or the draft of what lacks members that nobody disclosed."""
    return publish_incomplete(record, evidence, out) if lacking else publish([(record, evidence)], out)[0]


def announced(points: int, count: int, how: str, lacking: Sequence[str]) -> list[str]:
    """What begins now, and that it will be a draft where nobody disclosed what is `lacking`."""
    trials = f"{count} trial{'s' if count > 1 else ''}"
    told = [f"measuring {points} operating point{'s' if points > 1 else ''}, {trials} each{how}"]
    return [*told, f"nobody disclosed {', '.join(lacking)}: this will be a draft"] if lacking else told


def _how(found: Contact) -> str:
    end = "go on past" if found.endpoint.ignore_eos else "end with"
    closes = "" if found.endpoint.kept else "; the server closes its connections, so that each request opens one"
    return f"; a lone answer takes {found.typical_s:.2g} s; answers {end} the end of sequence{closes}"
