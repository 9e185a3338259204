"""A session at an endpoint of tensors: first contact, score, trials, one submission."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lynxrunner.kserve.contact import First, ask, first
from lynxrunner.kserve.executor import captured
from lynxrunner.kserve.point import Terms, operating_point
from lynxrunner.kserve.quality import scored
from lynxrunner.kserve.request import Load, Request, load
from lynxrunner.kserve.server import Told, executed
from lynxrunner.kserve.subject import Subject, require_inputs, subject
from lynxrunner.kserve.trials import lengths, rotated, trials
from lynxrunner.publish import writable
from lynxrunner.served.executor import missing
from lynxrunner.served.measure import Written, announced, write
from lynxrunner.served.request import repeated
from lynxrunner.served.statement import stated
from lynxrunner.served.submission import Known, evidence, in_common, submission
from lynxrunner.served.telling import say
from lynxrunner.session import Session
from lynxrunner.state import Record
from lynxrunner.submitters import submitter


@dataclass(frozen=True)
class Found:
    """What first contact showed: what the server tells, what is asked of it and how, how it answers."""

    told: Told
    subject: Subject
    load: Load
    first: First


def measure(request: Request) -> Written:
    """Measure and write one submission. Raises RunError where nothing was measured."""
    who = submitter(request.given["submitter"])
    out = request.given["out"] or Path("drafts", who["id"])
    with writable(out):
        return _measured(request, _found(request), who, out)


def _found(request: Request) -> Found:
    told = ask(request.target())
    what = subject(request.workload, request.own, lambda: told)
    require_inputs(what.inputs, told)
    wanted = load(request, what, told)
    point = wanted.points[0]
    single = what.batch(point.batch, lengths(point)[0])
    return Found(told, what, wanted, first(request.target(told), told, single))


def _measured(request: Request, found: Found, who: Record, out: Path) -> Written:
    known = captured(found.subject, request.endpoint, found.told, request.given["device"])
    statement = stated(known, request.given["disclose"])
    lacking = missing(statement.members)
    for line in announced(len(found.load.points), request.trials, _how(found.first), lacking):
        say(line)
    executor = statement.members["executor"]
    quality, answered = scored(found.subject, found.first.target, found.told, executor)
    session = Session(who, repeated(request.workload, request.given, POINTS), executor.get("hardware", {}))
    with TemporaryDirectory(prefix="lynx-run-") as home:
        done, lost = trials(request, found.load, found.first, found.subject, Path(home))
    kept = in_common(done)
    points = [operating_point(point, each, _terms(found)) for point, each in kept.items()]
    served = Known(statement, request.endpoint, _told_by_server(known), lost, _counted(found.told, request))
    record = submission(session, "draft" if lacking else request.profile, served, points, quality)
    return Written(write(record, {**evidence(kept), **answered}, lacking, out), lacking, not lost)


POINTS = ("scenario", "batch", "concurrency", "rate", "arrival", "seed", "bound", "percentile", "trials", "timeout")


def _terms(found: Found) -> Terms:
    entry, target = found.subject.entry, found.first.target
    turns = max(rotated(found.subject, point, lengths(point)[0]) for point in found.load.points)
    unit = entry.get("lengths", {}).get("unit", "")
    return Terms(entry["throughput_unit"], unit, found.load.bound, target, turns > 1)


def _told_by_server(known: Record) -> list[str]:
    return [f"/executor/{group}/{name}" for group in ("runtime", "scheduling") for name in known["executor"][group]]


def _counted(before: Told, request: Request) -> str:
    """What the server counted from first contact to the last trial: how many inferences it computed together."""
    counts = executed(before, ask(request.target()))
    if not counts or not counts[1]:
        return ""
    return f"the server counted {counts[0]} inferences in {counts[1]} executions, first contact and scoring included"


def _how(first: First) -> str:
    return f", by {first.target.transport}; a lone request takes {first.typical_s * 1e3:.3g} ms"
